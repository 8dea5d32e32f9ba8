package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.Connector;
import io.grantkeeper.connector.ConnectorProblem.InsufficientScope;
import io.grantkeeper.connector.ConnectorProblem.InvalidToken;
import io.grantkeeper.connector.ConnectorProblem.NotOffered;
import io.grantkeeper.connector.ConnectorProblem.RateLimited;
import io.grantkeeper.connector.LogWindow;
import io.grantkeeper.connector.revoke.RevocationTarget;
import io.grantkeeper.connector.testkit.ConnectorContract;
import io.grantkeeper.connector.testkit.DoubleOptions;
import io.grantkeeper.connector.testkit.FaultVariant;
import io.grantkeeper.connector.testkit.InjectedFault;
import io.grantkeeper.connector.testkit.ProviderDouble;
import io.grantkeeper.connector.testkit.ReceivedCall;
import io.grantkeeper.connector.testkit.UnknownEnumValue;
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
        return OktaContractDouble.start(options);
    }

    /** Returns the members that determine whether an app has access. An app without OAuth has no access. */
    @Override
    protected Set<String> identifyingMembers() {
        return Set.of("oauthClient");
    }

    @Override
    protected List<FaultVariant> refusals() {
        return List.of(
                FaultVariant.of("401", okta(401, "E0000011"), InvalidToken.class),
                FaultVariant.of("403", okta(403, "E0000006"), InsufficientScope.class),
                FaultVariant.of(
                        "429 of a bucket",
                        new InjectedFault.Status(
                                429,
                                Map.of("x-rate-limit-limit", "600", "x-rate-limit-remaining", "0"),
                                OktaTestRows.error("E0000047")),
                        RateLimited.class),
                FaultVariant.of(
                        "429 for too many concurrent calls",
                        new InjectedFault.Status(
                                429,
                                Map.of("x-rate-limit-limit", "0", "x-rate-limit-remaining", "0"),
                                OktaTestRows.error("E0000047")),
                        RateLimited.class),
                FaultVariant.of("403 for a feature", okta(403, "E0000015"), NotOffered.class)
                        .onlyFor(call -> !isToken(call)),
                FaultVariant.of(
                                "a scope that is not granted",
                                new InjectedFault.Status(400, Map.of(), "{\"error\":\"invalid_scope\"}"),
                                InsufficientScope.class)
                        .onlyFor(OktaContractIT::isToken),
                FaultVariant.of(
                                "a client that was deleted",
                                new InjectedFault.Status(401, Map.of(), "{\"error\":\"invalid_client\"}"),
                                InvalidToken.class)
                        .onlyFor(OktaContractIT::isToken));
    }

    private static boolean isToken(ReceivedCall call) {
        return call.path().endsWith("/oauth2/v1/token");
    }

    /** Returns a window as long as Okta's retention period. */
    @Override
    protected LogWindow logWindow(Instant now) {
        return new LogWindow(Optional.of(now.minus(Duration.ofDays(90))), now);
    }

    @Override
    protected WebhookFixture webhooks(ProviderDouble provider) {
        return OktaWebhookFixture.of(provider);
    }

    /** Returns the name of the profile object, whose members are defined by each organization. */
    @Override
    protected Set<String> objectsWithDynamicKeys() {
        return Set.of("profile");
    }

    @Override
    protected List<UnknownEnumValue> unknownValues() {
        return List.of(
                new UnknownEnumValue("status", false),
                new UnknownEnumValue("application_type", false),
                new UnknownEnumValue("statusDetail", true),
                new UnknownEnumValue("connection", true));
    }

    /**
     * Returns false for targets that stay listed: deactivated objects, and accounts in other apps, which Okta cannot
     * change.
     */
    @Override
    protected boolean isRevocableInDouble(RevocationTarget target) {
        String form = target.holder().form();
        boolean deactivated =
                target instanceof RevocationTarget.CredentialTarget && !form.equals(OktaApiTokensStream.FORM);
        return !deactivated && !form.equals(OktaAiAgentsStream.FORM);
    }

    private static InjectedFault okta(int status, String code) {
        return new InjectedFault.Status(status, Map.of(), OktaTestRows.error(code));
    }
}
