package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.ConnectorProblem.InsufficientScope;
import io.grantkeeper.connector.ConnectorProblem.InvalidToken;
import io.grantkeeper.connector.ConnectorProblem.Misconfigured;
import io.grantkeeper.connector.ConnectorProblem.NotOffered;
import io.grantkeeper.connector.ConnectorProblem.RateLimited;
import io.grantkeeper.connector.revoke.RevocationTarget;
import io.grantkeeper.connector.testkit.ConnectorContract;
import io.grantkeeper.connector.testkit.FaultVariant;
import io.grantkeeper.connector.testkit.InjectedFault;
import io.grantkeeper.connector.testkit.ProviderDouble;
import io.grantkeeper.connector.testkit.ReceivedCall;
import io.grantkeeper.connector.testkit.WebhookFixture;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class EntraContractIT extends ConnectorContract {
    EntraContractIT() {
        super(
                EntraConnector::new,
                EntraContractDouble::start,
                FaultVariant.of("401", graph(401, "InvalidAuthenticationToken"), InvalidToken.class),
                FaultVariant.of("403", graph(403, "Authorization_RequestDenied"), InsufficientScope.class),
                FaultVariant.of("429 with a wait", throttled(429, "17"), RateLimited.class),
                FaultVariant.of("429 without a wait", graph(429, "TooManyRequests"), RateLimited.class),
                FaultVariant.of("503 with a wait", throttled(503, "30"), RateLimited.class),
                FaultVariant.of("429 inside a batch", inside(429), RateLimited.class)
                        .onlyFor(call -> call.path().endsWith("/$batch")),
                FaultVariant.of(
                                "no license",
                                graph(403, "Authentication_RequestFromNonPremiumTenantOrB2CTenant"),
                                NotOffered.class)
                        .onlyFor(call ->
                                call.path().contains("/reports/") || call.path().endsWith("/signIns")),
                FaultVariant.of(
                                "no license for ID Protection",
                                new InjectedFault.Status(403, Map.of(), """
                                        {"error":{"code":"Forbidden","message":"Your tenant is not licensed for this feature."}}"""),
                                NotOffered.class)
                        .onlyFor(call -> call.path().contains("/identityProtection/")),
                FaultVariant.of(
                                "a secret that has expired",
                                token(401, "invalid_client", 7_000_222),
                                InvalidToken.class)
                        .onlyFor(call -> call.server().equals(EntraSettings.TOKEN_URL)),
                FaultVariant.of(
                                "a tenant that does not exist",
                                token(400, "invalid_request", 90_002),
                                Misconfigured.class)
                        .onlyFor(call -> call.server().equals(EntraSettings.TOKEN_URL)));
    }

    /** Returns the name of the member in which Graph states how many rows a listing has. */
    @Override
    protected Set<String> totals() {
        return Set.of("@odata.count");
    }

    @Override
    protected Set<String> identifyingMembers() {
        return Set.of("appId", "servicePrincipalType", "@odata.type");
    }

    /**
     * Returns Entra's whole retention period, because one week of the double's history contains no change whose objects
     * must be looked up.
     */
    @Override
    protected Duration logPeriod() {
        return EntraDirectoryAuditsStream.KEPT;
    }

    @Override
    protected WebhookFixture webhooks(ProviderDouble provider) {
        return EntraPushFixture.of(provider);
    }

    @Override
    protected Set<String> openEnumerationsNotShown() {
        return Set.of("consentType", "principalType", "userType", "keyType", "credentialOrigin", "usage");
    }

    /** Throttles the first of several requests in a batch. */
    @Override
    protected boolean refusePart(ReceivedCall call, JsonNode response) {
        if (!call.path().endsWith("/$batch") || response.path("responses").size() < 2) {
            return false;
        }
        ObjectNode first = (ObjectNode) response.path("responses").path(0);
        first.put("status", 429);
        first.putObject("headers").put("Retry-After", "9");
        first.set("body", JsonMapper.shared().readTree(EntraScript.error("TooManyRequests")));
        return true;
    }

    /** Returns false for apps, because a disabled app stays listed with all its grants and credentials. */
    @Override
    protected boolean isRevocableInDouble(RevocationTarget target) {
        return !(EntraRevocationTarget.of(target) instanceof EntraRevocationTarget.DisableApp);
    }

    private static InjectedFault graph(int status, String code) {
        return new InjectedFault.Status(status, Map.of(), EntraScript.error(code));
    }

    private static InjectedFault throttled(int status, String wait) {
        return new InjectedFault.Status(status, Map.of("retry-after", wait), EntraScript.error("TooManyRequests"));
    }

    private static InjectedFault inside(int status) {
        return new InjectedFault.Status(200, Map.of(), """
                {"responses":[{"id":"1","status":%d,"headers":{"Retry-After":"9"},"body":%s}]}""".formatted(status, EntraScript.error("TooManyRequests")));
    }

    private static InjectedFault token(int status, String error, int number) {
        return new InjectedFault.Status(
                status, Map.of(), "{\"error\":\"%s\",\"error_codes\":[%d]}".formatted(error, number));
    }
}
