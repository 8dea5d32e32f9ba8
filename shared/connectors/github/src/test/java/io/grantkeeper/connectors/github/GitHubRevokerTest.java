package io.grantkeeper.connectors.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.revoke.RevocationPlan;
import io.grantkeeper.connector.revoke.RevocationTarget;
import io.grantkeeper.connector.revoke.Revoker;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.StreamId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Revocation at GitHub")
class GitHubRevokerTest {
    private GitHubTenantDouble tenant;
    private Revoker revoker;

    @BeforeEach
    void start() {
        tenant = GitHubTenantDouble.start();
        revoker = tenant.connector.revoker().orElseThrow();
    }

    @AfterEach
    void stop() {
        tenant.close();
    }

    @Test
    void revokesTokensCredentialsDeployKeysWebhooksAndTokenRequestsIdempotently() throws ConnectorException {
        for (StreamId stream : List.of(
                GitHubFineGrainedTokensStream.ID,
                GitHubTokenRequestsStream.ID,
                GitHubCredentialAuthorizationsStream.ID,
                GitHubDeployKeysStream.ID,
                GitHubOrganizationWebhooksStream.ID)) {
            RevocationTarget target = first(stream);
            RevocationPlan plan = revoker.plan(tenant.session(), target);
            assertThat(plan).isInstanceOfSatisfying(RevocationPlan.Automatic.class, possible -> {
                assertThat(possible.calls()).hasSize(1);
                assertThat(possible.consequences()).isNotEmpty();
            });
            assertThat(keys(stream))
                    .contains(((RevocationTarget.GrantTarget) target).grant().key());
            revoker.revoke(tenant.session(), target);
            revoker.revoke(tenant.session(), target);
            assertThat(keys(stream))
                    .doesNotContain(
                            ((RevocationTarget.GrantTarget) target).grant().key());
        }
    }

    @Test
    void describesManualStepsForThirdPartyApp() throws ConnectorException {
        RevocationTarget app = first(GitHubInstallationsStream.ID);
        assertThat(revoker.plan(tenant.session(), app))
                .isInstanceOfSatisfying(
                        RevocationPlan.Manual.class,
                        byHand -> assertThat(byHand.steps())
                                .anyMatch(step -> step.contains("/organizations/larkfield/settings/installations/")));
        assertThatThrownBy(() -> revoker.revoke(tenant.session(), app)).hasMessageStartingWith("not-offered");
        assertThat(revoker.plan(tenant.session(), first(GitHubCopilotSeatsStream.ID)))
                .isInstanceOf(RevocationPlan.Manual.class);
        assertThat(revoker.plan(tenant.session(), first(GitHubCodingAgentStream.ID)))
                .isInstanceOf(RevocationPlan.Manual.class);
    }

    @Test
    void removesAppThroughConfiguredEnterprise() throws ConnectorException {
        RevocationTarget app = first(GitHubInstallationsStream.ID);
        tenant.settings.put(GitHubSettings.ENTERPRISE, "larkfield-group");
        tenant.settings.put(GitHubSettings.ENTERPRISE_INSTALLATION_ID, "77");
        String id =
                ((RevocationTarget.GrantTarget) app).grant().key().substring(GitHubInstallationsStream.KEY.length());
        assertThat(revoker.plan(tenant.session(), app))
                .isInstanceOfSatisfying(
                        RevocationPlan.Automatic.class,
                        possible -> assertThat(possible.calls())
                                .containsExactly(
                                        "DELETE /enterprises/larkfield-group/apps/organizations/larkfield/installations/"
                                                + id));
    }

    private RevocationTarget first(StreamId stream) throws ConnectorException {
        return tenant.items(stream).stream()
                .filter(AccessObservation.GrantObserved.class::isInstance)
                .map(item -> (AccessObservation.GrantObserved) item)
                .map(item -> new RevocationTarget.GrantTarget(item.holder(), item.grant()))
                .findFirst()
                .orElseThrow();
    }

    private List<String> keys(StreamId stream) throws ConnectorException {
        return tenant.items(stream).stream()
                .filter(AccessObservation.GrantObserved.class::isInstance)
                .map(item -> ((AccessObservation.GrantObserved) item).grant().key())
                .toList();
    }
}
