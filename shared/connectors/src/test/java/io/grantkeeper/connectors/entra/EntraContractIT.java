package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.Connector;
import io.grantkeeper.connector.ConnectorProblem.InsufficientScope;
import io.grantkeeper.connector.ConnectorProblem.InvalidToken;
import io.grantkeeper.connector.ConnectorProblem.Misconfigured;
import io.grantkeeper.connector.ConnectorProblem.NotOffered;
import io.grantkeeper.connector.ConnectorProblem.RateLimited;
import io.grantkeeper.connector.LogWindow;
import io.grantkeeper.connector.revoke.RevocationTarget;
import io.grantkeeper.connector.testkit.ConnectorContract;
import io.grantkeeper.connector.testkit.DoubleOptions;
import io.grantkeeper.connector.testkit.Fault;
import io.grantkeeper.connector.testkit.FaultForm;
import io.grantkeeper.connector.testkit.ProviderDouble;
import io.grantkeeper.connector.testkit.UnknownValue;
import io.grantkeeper.connector.testkit.WebhookFixture;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

class EntraContractIT extends ConnectorContract {
    @Override
    protected Connector connector() {
        return new EntraConnector();
    }

    @Override
    protected ProviderDouble startDouble(DoubleOptions options) {
        return ContractDouble.start(options);
    }

    /** Apps are named by their application id, and are of a kind by their type. */
    @Override
    protected Set<String> naming() {
        return Set.of("appId", "servicePrincipalType", "@odata.type");
    }

    @Override
    protected List<FaultForm> refusals() {
        return List.of(
                FaultForm.of("401", graph(401, "InvalidAuthenticationToken"), InvalidToken.class),
                FaultForm.of("403", graph(403, "Authorization_RequestDenied"), InsufficientScope.class),
                FaultForm.of("429 with a wait", throttled(429, "17"), RateLimited.class),
                FaultForm.of("429 without a word", graph(429, "TooManyRequests"), RateLimited.class),
                FaultForm.of("503 with a wait", throttled(503, "30"), RateLimited.class),
                FaultForm.of("429 inside a batch", inside(429), RateLimited.class)
                        .onlyFor(call -> call.path().endsWith("/$batch")),
                FaultForm.of(
                                "no licence",
                                graph(403, "Authentication_RequestFromNonPremiumTenantOrB2CTenant"),
                                NotOffered.class)
                        .onlyFor(call -> call.path().contains("/reports/")),
                FaultForm.of("a secret that has expired", token(401, "invalid_client", 7_000_222), InvalidToken.class)
                        .onlyFor(call -> call.server().equals(EntraSettings.TOKEN_URL)),
                FaultForm.of("a tenant that is not there", token(400, "invalid_request", 90_002), Misconfigured.class)
                        .onlyFor(call -> call.server().equals(EntraSettings.TOKEN_URL)));
    }

    /** All that Entra keeps: in a week of the double's history nothing changes that has to be looked up. */
    @Override
    protected LogWindow logWindow(Instant now) {
        return new LogWindow(Optional.of(now.minus(DirectoryAuditsStream.KEPT)), now);
    }

    @Override
    protected WebhookFixture webhooks(ProviderDouble provider) {
        return PushFixture.of(provider);
    }

    @Override
    protected List<UnknownValue> unknownValues() {
        return List.of(
                new UnknownValue("consentType", false),
                new UnknownValue("principalType", false),
                new UnknownValue("userType", false),
                new UnknownValue("keyType", false),
                new UnknownValue("credentialOrigin", false),
                new UnknownValue("usage", false));
    }

    /** An app that is disabled stays listed with all that it holds. */
    @Override
    protected boolean canBeRevokedInDouble(RevocationTarget target) {
        return !(Removal.of(target) instanceof Removal.Disabling);
    }

    private static Fault graph(int status, String code) {
        return new Fault.Status(status, Map.of(), Script.error(code));
    }

    private static Fault throttled(int status, String wait) {
        return new Fault.Status(status, Map.of("retry-after", wait), Script.error("TooManyRequests"));
    }

    private static Fault inside(int status) {
        return new Fault.Status(200, Map.of(), """
                {"responses":[{"id":"1","status":%d,"headers":{"Retry-After":"9"},"body":%s}]}""".formatted(status, Script.error("TooManyRequests")));
    }

    private static Fault token(int status, String error, int number) {
        return new Fault.Status(status, Map.of(), "{\"error\":\"%s\",\"error_codes\":[%d]}".formatted(error, number));
    }
}
