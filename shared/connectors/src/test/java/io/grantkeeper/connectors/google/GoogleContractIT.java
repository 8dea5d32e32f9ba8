package io.grantkeeper.connectors.google;

import io.grantkeeper.connector.Connector;
import io.grantkeeper.connector.ConnectorProblem.InsufficientScope;
import io.grantkeeper.connector.ConnectorProblem.InvalidToken;
import io.grantkeeper.connector.ConnectorProblem.Misconfigured;
import io.grantkeeper.connector.ConnectorProblem.RateLimited;
import io.grantkeeper.connector.revoke.RevocationTarget;
import io.grantkeeper.connector.testkit.Call;
import io.grantkeeper.connector.testkit.ConnectorContract;
import io.grantkeeper.connector.testkit.DoubleOptions;
import io.grantkeeper.connector.testkit.Fault;
import io.grantkeeper.connector.testkit.FaultForm;
import io.grantkeeper.connector.testkit.ProviderDouble;
import io.grantkeeper.connector.testkit.UnknownValue;
import io.grantkeeper.connector.testkit.WebhookFixture;
import java.util.List;
import java.util.Map;

class GoogleContractIT extends ConnectorContract {
    @Override
    protected Connector connector() {
        return new GoogleConnector();
    }

    @Override
    protected ProviderDouble startDouble(DoubleOptions options) {
        return ContractDouble.start(options);
    }

    @Override
    protected List<FaultForm> refusals() {
        return List.of(
                FaultForm.of("401", google(401, "authError"), InvalidToken.class),
                FaultForm.of("403 for a scope", google(403, "insufficientPermissions"), InsufficientScope.class),
                FaultForm.of("403 for too many calls", google(403, "quotaExceeded"), RateLimited.class),
                FaultForm.of("503 for too many calls", google(503, "rateLimitExceeded"), RateLimited.class),
                FaultForm.of("429", google(429, "rateLimitExceeded"), RateLimited.class),
                FaultForm.of("an API that is not enabled", google(403, "accessNotConfigured"), Misconfigured.class),
                FaultForm.of(
                                "a scope that is not delegated",
                                new Fault.Status(401, Map.of(), "{\"error\":\"unauthorized_client\"}"),
                                InsufficientScope.class)
                        .onlyFor(call -> call.server().equals(GoogleSettings.TOKEN_URL)),
                FaultForm.of(
                                "an administrator who is gone",
                                new Fault.Status(400, Map.of(), "{\"error\":\"invalid_grant\"}"),
                                InvalidToken.class)
                        .onlyFor(call -> call.server().equals(GoogleSettings.TOKEN_URL)));
    }

    @Override
    protected WebhookFixture webhooks(ProviderDouble provider) {
        return PushFixture.of(provider);
    }

    @Override
    protected List<UnknownValue> unknownValues() {
        return List.of(
                new UnknownValue("keyOrigin", false),
                new UnknownValue("keyAlgorithm", false),
                new UnknownValue("callerType", false),
                new UnknownValue("kind", false));
    }

    /** A key that is disabled stays listed. */
    @Override
    protected boolean canBeRevokedInDouble(RevocationTarget target) {
        return !target.holder().form().equals(ServiceAccounts.FORM);
    }

    private static Fault google(int status, String reason) {
        return new Fault.Status(status, Map.of(), Script.error(status, reason));
    }

    /** Google leaves empty lists out. Whom the directory lists must say what it is, for everything hangs on that. */
    @Override
    protected boolean mayAnswerNothing(Call call) {
        return call.path().contains("/admin/reports/")
                || (!call.path().endsWith("/users") && !call.path().endsWith("/token"));
    }
}
