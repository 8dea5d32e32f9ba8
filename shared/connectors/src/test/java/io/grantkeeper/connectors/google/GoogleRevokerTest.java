package io.grantkeeper.connectors.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.InsufficientScope;
import io.grantkeeper.connector.ConnectorProblem.NotOffered;
import io.grantkeeper.connector.revoke.RevocationPlan;
import io.grantkeeper.connector.revoke.RevocationTarget;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Observation.CredentialObserved;
import io.grantkeeper.identity.Observation.GrantObserved;
import io.grantkeeper.identity.PermissionKind;
import io.grantkeeper.identity.work.Partition;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GoogleRevokerTest {
    private final GoogleRevoker revoker = new GoogleRevoker();
    private final Script script = new Script()
            .answering(
                    "GET users/1000001?",
                    "{\"id\":\"1000001\",\"primaryEmail\":\"dana@acme.test\",\"name\":{\"fullName\":\"Dana Fox\"}}");

    private RevocationTarget consent(boolean anonymous) throws ConnectorException {
        script.answering(
                "GET /tokens",
                "{\"items\":[{\"clientId\":\"c/1\",\"displayText\":\"Notes\",\"anonymous\":%s}]}".formatted(anonymous));
        GrantObserved read = Sweep.of(new TokensStream(), script, UserBuckets.onlyUser(TokensStream.ID, "1000001"))
                .of(GrantObserved.class)
                .getFirst();
        script.sent.clear();
        return new RevocationTarget.OfGrant(read.holder(), read.grant());
    }

    private RevocationTarget key() throws ConnectorException {
        script.answering("GET /serviceAccounts?", """
                        {"accounts":[{"name":"projects/p1/serviceAccounts/bot@p1.iam.gserviceaccount.com","uniqueId":"777",
                          "email":"bot@p1.iam.gserviceaccount.com","oauth2ClientId":"777"}]}""")
                .answering(
                        "GET /keys",
                        "{\"keys\":[{\"name\":\"projects/p1/serviceAccounts/bot/keys/abcdef0123456789\",\"validBeforeTime\":\"9999-12-31T23:59:59Z\"}]}");
        CredentialObserved read = Sweep.of(
                        new ServiceAccountsStream(), script, Partition.of(ServiceAccountsStream.ID, "p1", Map.of()))
                .of(CredentialObserved.class)
                .getFirst();
        script.sent.clear();
        return new RevocationTarget.OfCredential(read.holder(), read.credential());
    }

    @Test
    void thePlanForAConsentIsInPlainWords() throws ConnectorException {
        RevocationPlan.Possible plan = (RevocationPlan.Possible) revoker.plan(script, consent(false));
        assertThat(plan.consequences())
                .containsExactly(
                        "The consent of Dana Fox to Notes is withdrawn: Notes can no longer reach this person's Google data.",
                        "Notes keeps what it has copied already.",
                        "Dana Fox can consent again, unless the app is blocked in the Admin console under Security > API controls > App access control.");
        assertThat(plan.reversible()).isFalse();
        assertThat(script.calls()).allSatisfy(call -> assertThat(call).startsWith("GET "));
    }

    @Test
    void forAnAnonymousClientThePlanSaysWhoElseIsHit() throws ConnectorException {
        RevocationPlan.Possible plan = (RevocationPlan.Possible) revoker.plan(script, consent(true));
        assertThat(plan.consequences().getLast()).contains("unregistered apps");
    }

    @Test
    void oddClientIdsStayWithinTheirPartOfTheAddress() throws ConnectorException {
        RevocationTarget target = consent(false);
        script.answering("DELETE /tokens/", 204, "");
        revoker.revoke(script, target);
        assertThat(script.calls()).containsExactly("DELETE /admin/directory/v1/users/1000001/tokens/c%2F1");
    }

    @Test
    void whatIsGoneAlreadyIsDone() throws ConnectorException {
        RevocationTarget target = consent(false);
        script.refusing("DELETE /tokens/", 404, "notFound");
        revoker.revoke(script, target);
        assertThat(script.sent).hasSize(1);
    }

    @Test
    void aRefusalIsNotDone() throws ConnectorException {
        RevocationTarget target = consent(false);
        script.refusing("DELETE /tokens/", 403, "forbidden");
        assertThat(catchThrowableOfType(ConnectorException.class, () -> revoker.revoke(script, target))
                        .problem())
                .isInstanceOf(InsufficientScope.class);
    }

    @Test
    void aServiceAccountKeyIsDisabled_whichCanBeUndone() throws ConnectorException {
        RevocationTarget target = key();
        script.answering("POST :disable", "{}");

        assertThat(((RevocationPlan.Possible) revoker.plan(script, target)).reversible())
                .isTrue();
        revoker.revoke(script, target);
        assertThat(script.calls())
                .containsExactly(
                        "POST /v1/projects/p1/serviceAccounts/bot%40p1.iam.gserviceaccount.com/keys/abcdef0123456789:disable");
    }

    @Test
    void delegationForTheWholeTenantIsEndedByHand() {
        NonHumanIdentity client = NonHumanIdentity.of(
                TokensStream.client(Script.CONNECTION, "1234"), GoogleConnector.PROVIDER, "oauth-client", "Mailer");
        RevocationTarget target = new RevocationTarget.OfGrant(
                client,
                Grant.of("delegation", GrantSubject.tenant(), "google", PermissionKind.APPLICATION, List.of("s")));

        assertThat(catchThrowableOfType(ConnectorException.class, () -> revoker.revoke(script, target))
                        .problem())
                .isInstanceOf(NotOffered.class);
        assertThat(RevocationWords.byHand(new Removal.None("a grant", "Mailer")))
                .isInstanceOfSatisfying(
                        RevocationPlan.ByHand.class,
                        plan -> assertThat(plan.steps())
                                .anySatisfy(step -> assertThat(step).contains("Domain-wide delegation")));
    }
}
