package io.grantkeeper.connectors.google;

import io.grantkeeper.connector.ConnectorProblem.InsufficientScope;
import io.grantkeeper.connector.ConnectorProblem.InvalidToken;
import io.grantkeeper.connector.ConnectorProblem.Misconfigured;
import io.grantkeeper.connector.ConnectorProblem.RateLimited;
import io.grantkeeper.connector.testkit.ConnectorContract;
import io.grantkeeper.connector.testkit.FaultVariant;
import io.grantkeeper.connector.testkit.InjectedFault;
import io.grantkeeper.connector.testkit.ProviderDouble;
import io.grantkeeper.connector.testkit.ReceivedCall;
import io.grantkeeper.connector.testkit.WebhookFixture;
import java.util.Map;
import java.util.Set;

class GoogleContractIT extends ConnectorContract {
    GoogleContractIT() {
        super(
                GoogleConnector::new,
                GoogleContractDouble::start,
                FaultVariant.of("401", google(401, "authError"), InvalidToken.class),
                FaultVariant.of("403 for a scope", google(403, "insufficientPermissions"), InsufficientScope.class),
                FaultVariant.of("403 for too many calls", google(403, "quotaExceeded"), RateLimited.class),
                FaultVariant.of("503 for too many calls", google(503, "rateLimitExceeded"), RateLimited.class),
                FaultVariant.of("429", google(429, "rateLimitExceeded"), RateLimited.class),
                FaultVariant.of("an API that is not enabled", google(403, "accessNotConfigured"), Misconfigured.class),
                FaultVariant.of(
                                "a scope that is not delegated",
                                new InjectedFault.Status(401, Map.of(), "{\"error\":\"unauthorized_client\"}"),
                                InsufficientScope.class)
                        .onlyFor(call -> call.server().equals(GoogleSettings.TOKEN_URL)),
                FaultVariant.of(
                                "an administrator who was deleted",
                                new InjectedFault.Status(400, Map.of(), "{\"error\":\"invalid_grant\"}"),
                                InvalidToken.class)
                        .onlyFor(call -> call.server().equals(GoogleSettings.TOKEN_URL)));
    }

    @Override
    protected WebhookFixture webhooks(ProviderDouble provider) {
        return GooglePushFixture.of(provider);
    }

    @Override
    protected Set<String> openEnumerationsNotShown() {
        return Set.of("keyOrigin", "keyAlgorithm", "callerType", "kind");
    }

    /** Returns the identity form of keys, because a disabled key stays in the listing. */
    @Override
    protected Set<String> formsListedAfterRevocation() {
        return Set.of(GoogleServiceAccountReader.FORM);
    }

    private static InjectedFault google(int status, String reason) {
        return new InjectedFault.Status(status, Map.of(), GoogleScript.error(status, reason));
    }

    /**
     * Returns whether an empty object is a valid response to the call. Google omits empty lists, so it is valid for
     * most calls. The listing of users must state its kind, because everything else depends on that listing, and a
     * token response must contain a token.
     */
    @Override
    protected boolean acceptsEmptyObject(ReceivedCall call) {
        return call.path().contains("/admin/reports/")
                || (!call.path().endsWith("/users") && !call.path().endsWith("/token"));
    }
}
