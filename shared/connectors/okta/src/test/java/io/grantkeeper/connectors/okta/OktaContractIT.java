package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.ConnectorProblem.InsufficientScope;
import io.grantkeeper.connector.ConnectorProblem.InvalidToken;
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

class OktaContractIT extends ConnectorContract {
    OktaContractIT() {
        super(
                OktaConnector::new,
                OktaContractDouble::start,
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

    /** Returns the members that determine whether an app has access. An app without OAuth has no access. */
    @Override
    protected Set<String> identifyingMembers() {
        return Set.of("oauthClient");
    }

    private static boolean isToken(ReceivedCall call) {
        return call.path().endsWith("/oauth2/v1/token");
    }

    /** Returns Okta's retention period. */
    @Override
    protected Duration logPeriod() {
        return Duration.ofDays(90);
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
    protected Set<String> openEnumerations() {
        return Set.of("statusDetail", "connection");
    }

    @Override
    protected Set<String> openEnumerationsNotShown() {
        return Set.of("status", "application_type");
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
