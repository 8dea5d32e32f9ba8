package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.Connector;
import io.grantkeeper.connector.ConnectorProblem.InsufficientScope;
import io.grantkeeper.connector.ConnectorProblem.InvalidToken;
import io.grantkeeper.connector.ConnectorProblem.NotOffered;
import io.grantkeeper.connector.ConnectorProblem.RateLimited;
import io.grantkeeper.connector.LogWindow;
import io.grantkeeper.connector.revoke.RevocationTarget;
import io.grantkeeper.connector.testkit.Call;
import io.grantkeeper.connector.testkit.ConnectorContract;
import io.grantkeeper.connector.testkit.DoubleOptions;
import io.grantkeeper.connector.testkit.Fault;
import io.grantkeeper.connector.testkit.FaultForm;
import io.grantkeeper.connector.testkit.ProviderDouble;
import io.grantkeeper.connector.testkit.UnknownValue;
import io.grantkeeper.connector.testkit.WebhookFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

class OktaContractIT extends ConnectorContract {
    @Override
    protected Connector connector() {
        return new OktaConnector();
    }

    @Override
    protected ProviderDouble startDouble(DoubleOptions options) {
        return ContractDouble.start(options);
    }

    /** Apps that speak no OAuth hold nothing. */
    @Override
    protected Set<String> naming() {
        return Set.of("oauthClient");
    }

    @Override
    protected List<FaultForm> refusals() {
        return List.of(
                FaultForm.of("401", okta(401, "E0000011"), InvalidToken.class),
                FaultForm.of("403", okta(403, "E0000006"), InsufficientScope.class),
                FaultForm.of(
                        "429 of a bucket",
                        new Fault.Status(
                                429,
                                Map.of("x-rate-limit-limit", "600", "x-rate-limit-remaining", "0"),
                                Rows.error("E0000047")),
                        RateLimited.class),
                FaultForm.of(
                        "429 for calls at once",
                        new Fault.Status(
                                429,
                                Map.of("x-rate-limit-limit", "0", "x-rate-limit-remaining", "0"),
                                Rows.error("E0000047")),
                        RateLimited.class),
                FaultForm.of("403 for a feature", okta(403, "E0000015"), NotOffered.class)
                        .onlyFor(call -> !isToken(call)),
                FaultForm.of(
                                "a scope that is not granted",
                                new Fault.Status(400, Map.of(), "{\"error\":\"invalid_scope\"}"),
                                InsufficientScope.class)
                        .onlyFor(OktaContractIT::isToken),
                FaultForm.of(
                                "a client that is gone",
                                new Fault.Status(401, Map.of(), "{\"error\":\"invalid_client\"}"),
                                InvalidToken.class)
                        .onlyFor(OktaContractIT::isToken));
    }

    private static boolean isToken(Call call) {
        return call.path().endsWith("/oauth2/v1/token");
    }

    /** All that Okta keeps. */
    @Override
    protected LogWindow logWindow(Instant now) {
        return new LogWindow(Optional.of(now.minus(Duration.ofDays(90))), now);
    }

    @Override
    protected WebhookFixture webhooks(ProviderDouble provider) {
        return HookFixture.of(provider);
    }

    /** A profile's members are the organisation's own. */
    @Override
    protected Set<String> openObjects() {
        return Set.of("profile");
    }

    @Override
    protected List<UnknownValue> unknownValues() {
        return List.of(
                new UnknownValue("status", false),
                new UnknownValue("application_type", false),
                new UnknownValue("statusDetail", true),
                new UnknownValue("connection", true));
    }

    /** What is deactivated stays listed; so does an account in another app, which Okta cannot touch. */
    @Override
    protected boolean canBeRevokedInDouble(RevocationTarget target) {
        String form = target.holder().form();
        boolean deactivated = target instanceof RevocationTarget.OfCredential && !form.equals(ApiTokensStream.FORM);
        return !deactivated && !form.equals(AiAgentsStream.FORM);
    }

    private static Fault okta(int status, String code) {
        return new Fault.Status(status, Map.of(), Rows.error(code));
    }
}
