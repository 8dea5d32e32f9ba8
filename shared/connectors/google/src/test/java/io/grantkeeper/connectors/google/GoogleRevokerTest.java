package io.grantkeeper.connectors.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.InsufficientScope;
import io.grantkeeper.connector.ConnectorProblem.NotOffered;
import io.grantkeeper.connector.revoke.RevocationPlan;
import io.grantkeeper.connector.revoke.RevocationTarget;
import io.grantkeeper.connector.testkit.ScriptedSession;
import io.grantkeeper.connector.testkit.StreamSweep;
import io.grantkeeper.identity.AccessObservation.CredentialObserved;
import io.grantkeeper.identity.AccessObservation.GrantObserved;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.PermissionKind;
import io.grantkeeper.identity.work.Partition;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GoogleRevokerTest {
    private final GoogleRevoker revoker = new GoogleRevoker();
    private final ScriptedSession script = GoogleScript.session()
            .withResponse(
                    "GET users/1000001?",
                    "{\"id\":\"1000001\",\"primaryEmail\":\"dana@acme.test\",\"name\":{\"fullName\":\"Dana Fox\"}}");

    private RevocationTarget consent(boolean anonymous) throws ConnectorException {
        script.withResponse(
                "GET /tokens",
                "{\"items\":[{\"clientId\":\"c/1\",\"displayText\":\"Notes\",\"anonymous\":%s}]}".formatted(anonymous));
        GrantObserved read = StreamSweep.of(
                        new GoogleTokensStream(),
                        script,
                        GoogleUserPartitions.singleUser(GoogleTokensStream.ID, "1000001"))
                .of(GrantObserved.class)
                .getFirst();
        script.clearSent();
        return new RevocationTarget.GrantTarget(read.holder(), read.grant());
    }

    private RevocationTarget key() throws ConnectorException {
        script.withResponse("GET /serviceAccounts?", """
                        {"accounts":[{"name":"projects/p1/serviceAccounts/bot@p1.iam.gserviceaccount.com","uniqueId":"777",
                          "email":"bot@p1.iam.gserviceaccount.com","oauth2ClientId":"777"}]}""")
                .withResponse(
                        "GET /keys",
                        "{\"keys\":[{\"name\":\"projects/p1/serviceAccounts/bot/keys/abcdef0123456789\",\"validBeforeTime\":\"9999-12-31T23:59:59Z\"}]}");
        CredentialObserved read = StreamSweep.of(
                        GoogleServiceAccountsStream.stream(),
                        script,
                        Partition.of(GoogleServiceAccountsStream.ID, "p1", Map.of()))
                .of(CredentialObserved.class)
                .getFirst();
        script.clearSent();
        return new RevocationTarget.CredentialTarget(read.holder(), read.credential());
    }

    @Test
    void describesConsentRevocationInPlainLanguage() throws ConnectorException {
        RevocationPlan.Automatic plan = (RevocationPlan.Automatic) revoker.plan(script, consent(false));
        assertThat(plan.consequences())
                .containsExactly(
                        "Withdraws the consent of Dana Fox to Notes. Notes will no longer be able to access this person's Google data.",
                        "Notes keeps the data that it has already copied.",
                        "Dana Fox can consent again, unless the app is blocked in the Admin console under Security > API controls > App access control.");
        assertThat(plan.reversible()).isFalse();
        assertThat(script.calls()).allSatisfy(call -> assertThat(call).startsWith("GET "));
    }

    @Test
    void describesSideEffectsOfRevokingAnonymousClient() throws ConnectorException {
        RevocationPlan.Automatic plan = (RevocationPlan.Automatic) revoker.plan(script, consent(true));
        assertThat(plan.consequences().getLast()).contains("unregistered apps");
    }

    @Test
    void encodesUnusualClientIdsInUrl() throws ConnectorException {
        RevocationTarget target = consent(false);
        script.withResponse("DELETE /tokens/", 204, "");
        revoker.revoke(script, target);
        assertThat(script.calls()).containsExactly("DELETE /admin/directory/v1/users/1000001/tokens/c%2F1");
    }

    @Test
    void treatsDeletedTargetAsRevoked() throws ConnectorException {
        RevocationTarget target = consent(false);
        script.withResponse("DELETE /tokens/", 404, GoogleScript.error(404, "notFound"));
        revoker.revoke(script, target);
        assertThat(script.sent()).hasSize(1);
    }

    @Test
    void doesNotTreatRejectedCallAsSuccessfulRevocation() throws ConnectorException {
        RevocationTarget target = consent(false);
        script.withResponse("DELETE /tokens/", 403, GoogleScript.error(403, "forbidden"));
        assertThat(catchThrowableOfType(ConnectorException.class, () -> revoker.revoke(script, target))
                        .problem())
                .isInstanceOf(InsufficientScope.class);
    }

    @Test
    void disablesServiceAccountKeyReversibly() throws ConnectorException {
        RevocationTarget target = key();
        script.withResponse("POST :disable", "{}");

        assertThat(((RevocationPlan.Automatic) revoker.plan(script, target)).reversible())
                .isTrue();
        revoker.revoke(script, target);
        assertThat(script.calls())
                .containsExactly(
                        "POST /v1/projects/p1/serviceAccounts/bot%40p1.iam.gserviceaccount.com/keys/abcdef0123456789:disable");
    }

    @Test
    void describesManualStepsForTenantWideDelegation() {
        NonHumanIdentity client = NonHumanIdentity.of(
                GoogleTokensStream.client(GoogleScript.CONNECTION, "1234"),
                GoogleConnector.PROVIDER,
                "oauth-client",
                "Mailer");
        RevocationTarget target = new RevocationTarget.GrantTarget(
                client,
                Grant.of("delegation", GrantSubject.tenant(), "google", PermissionKind.APPLICATION, List.of("s")));

        assertThat(catchThrowableOfType(ConnectorException.class, () -> revoker.revoke(script, target))
                        .problem())
                .isInstanceOf(NotOffered.class);
        assertThat(GoogleRevocationText.manual(new GoogleRevocationTarget.Unsupported("a grant", "Mailer")))
                .isInstanceOfSatisfying(
                        RevocationPlan.Manual.class,
                        plan -> assertThat(plan.steps())
                                .anySatisfy(step -> assertThat(step).contains("Domain-wide delegation")));
    }
}
