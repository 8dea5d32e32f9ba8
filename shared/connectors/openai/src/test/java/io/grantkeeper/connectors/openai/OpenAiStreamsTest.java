package io.grantkeeper.connectors.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.UsageBucketWidth;
import io.grantkeeper.connector.revoke.RevocationPlan;
import io.grantkeeper.connector.revoke.RevocationTarget;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.AccessObservation.CredentialObserved;
import io.grantkeeper.identity.AccessObservation.GrantObserved;
import io.grantkeeper.identity.AccessObservation.PersonObserved;
import io.grantkeeper.identity.AccessObservation.UsageObserved;
import io.grantkeeper.identity.DailyUsage;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.work.Partition;
import io.grantkeeper.simulator.openai.OpenAiTenant;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The demo company's OpenAI organization")
class OpenAiStreamsTest {
    private final SimulatedOpenAiOrganization organization = new SimulatedOpenAiOrganization();

    @AfterEach
    void stop() {
        organization.close();
    }

    @Test
    void listsKeysWhoseOwnerLostAccessToProject() throws ConnectorException {
        assertThat(key("prototype").standing()).isEqualTo(ProviderStatus.SUSPENDED);
        assertThat(key("checkout live").standing()).isEqualTo(ProviderStatus.ACTIVE);
    }

    @Test
    void recordsOwnerOfKey() throws ConnectorException {
        assertThat(key("notebook").ownerClues()).hasSize(1);
        assertThat(key("checkout live").ownerClues()).isEmpty();
        assertThat(key("checkout live").attributes())
                .containsKey(OpenAiProjectKeysStream.SERVICE_ACCOUNT)
                .containsEntry(OpenAiIds.PROJECT_NAME, "production");
    }

    @Test
    void treatsUnreportedLastUseAsUnknown() throws ConnectorException {
        assertThat(grant("notebook").lastUsed()).isEqualTo(Timestamp.unknown());
        assertThat(grant("checkout live").lastUsed().toOptional()).isPresent();
        assertThat(grant("checkout live").expires()).isEqualTo(Timestamp.never());
    }

    @Test
    void storesOnlyLastFourCharactersOfKey() throws ConnectorException {
        for (AccessObservation item : organization.read(OpenAiProjectKeysStream.ID)) {
            if (item instanceof CredentialObserved(var _, var credential)) {
                assertThat(credential.hint()).matches("ends in [0-9a-z]{4}");
            }
        }
    }

    @Test
    void doesNotTreatServiceAccountsAsPeople() throws ConnectorException {
        assertThat(organization.read(OpenAiUsersStream.ID))
                .hasSize((int) organization.tenant().users().all().stream()
                        .filter(user -> !user.account())
                        .count())
                .allSatisfy(item -> assertThat(((PersonObserved) item).person().aliases())
                        .extracting(alias -> alias.scheme())
                        .contains(OpenAiIds.ROLE_SCHEME));
    }

    /**
     * According to OpenAI's reference, the role of a service account is {@code owner}, {@code member} or {@code none}.
     */
    @Test
    void recordsServiceAccountRoleAsStatedByOpenAi() throws ConnectorException {
        OpenAiTenant.Project project = organization.tenant().projects().all().getFirst();
        for (String role : List.of("owner", "member", "none")) {
            organization
                    .tenant()
                    .serviceAccounts()
                    .put(new OpenAiTenant.ServiceAccount(
                            "svc_" + role, project.id(), "account of " + role, role, Instant.EPOCH));
        }
        assertThat(rolesOf("svc_owner")).containsExactly("owner");
        assertThat(rolesOf("svc_member")).containsExactly("member");
        assertThat(rolesOf("svc_none")).isEmpty();
    }

    private Set<String> rolesOf(String account) throws ConnectorException {
        return organization.read(OpenAiServiceAccountsStream.ID).stream()
                .map(GrantObserved.class::cast)
                .filter(item -> item.holder().id().externalId().equals(account))
                .findFirst()
                .orElseThrow()
                .grant()
                .scopes();
    }

    @Test
    void listsPendingInvitations() throws ConnectorException {
        assertThat(organization.read(OpenAiInvitesStream.ID)).hasSize(1);
    }

    @Test
    void readsArchivedOrRemovedProjectAsEmpty() throws ConnectorException {
        OpenAiTenant.Project archived = organization.tenant().projects().all().stream()
                .filter(project -> project.archived().isPresent())
                .findFirst()
                .orElseThrow();
        List<Partition> planned = organization.stream(OpenAiProjectKeysStream.ID)
                .partitions(organization.session(), Set.of(archived.id(), "proj_gone"));
        assertThat(planned).extracting(Partition::id).contains(archived.id(), "proj_gone");
        for (String id : List.of(archived.id(), "proj_gone")) {
            List<StreamPage> pages = organization.pages(
                    OpenAiProjectKeysStream.ID, OpenAiProject.partition(OpenAiProjectKeysStream.ID, id));
            assertThat(pages).singleElement().isInstanceOf(StreamPage.Last.class);
            assertThat(pages.getFirst().items()).isEmpty();
        }
    }

    @Test
    void recordsStartOfLastNonemptyBucketAsTimeOfUse() throws ConnectorException {
        Instant used = Instant.parse("2026-11-20T15:42:10Z");
        organization.tenant().use(new OpenAiTenant.Use("key_probe", "images", used, 3));
        Partition images = Partition.of(OpenAiUsageStream.ID, "images", Map.of());
        List<DailyUsage> usage = organization.pages(OpenAiUsageStream.ID, images).stream()
                .flatMap(page -> page.items().stream())
                .map(item -> ((UsageObserved) item).usage())
                .toList();
        assertThat(usage).singleElement().satisfies(one -> {
            assertThat(one.identity().externalId()).isEqualTo("key_probe");
            assertThat(one.lastAt()).isEqualTo(Instant.parse("2026-11-20T00:00:00Z"));
            assertThat(one.calls()).containsExactly("images");
        });
        assertThat(UsageBucketWidth.forWindow(Duration.ofHours(30)).startOf(used))
                .isEqualTo(Instant.parse("2026-11-20T15:00:00Z"));
    }

    @Test
    void rereadsListingsAffectedByAuditLogEntries() throws ConnectorException {
        Instant now = organization.simulator.clock().instant();
        OpenAiTenant.Project project = organization.tenant().projects().all().getFirst();
        String actor = organization.tenant().users().all().getFirst().id();
        row("audit-1", "api_key.created", actor, Optional.of(project.id()), Map.of("id", "key_new"), now);
        row("audit-2", "tenant.admin_api_key.created", actor, Optional.empty(), Map.of(), now);
        row("audit-3", "login.succeeded", actor, Optional.empty(), Map.of(), now);
        organization.simulator.clock().advance(Duration.ofMinutes(10));
        List<StreamPage> pages = organization.pages(OpenAiAuditLogStream.ID, Partition.whole(OpenAiAuditLogStream.ID));
        assertThat(pages.getFirst().items()).hasSize(2);
        assertThat(pages.getFirst().rereads())
                .extracting(partition -> partition.stream() + "/" + partition.id())
                .contains("project-keys/" + project.id(), "admin-keys/all");
    }

    @Test
    void describesConsequencesOfRevocationAndRevokesIdempotently() throws ConnectorException {
        for (RevocationTarget target : List.of(
                organization.target(OpenAiAdminKeysStream.ID, "infrastructure as code"),
                organization.target(OpenAiProjectKeysStream.ID, "checkout live"),
                organization.target(OpenAiServiceAccountsStream.ID, "helpdesk-agent"),
                organization.target(OpenAiCertificatesStream.ID, "gateway 2026"))) {
            var revoker = organization.connector.revoker().orElseThrow();
            assertThat(revoker.plan(organization.session(), target))
                    .isInstanceOfSatisfying(RevocationPlan.Automatic.class, possible -> {
                        assertThat(possible.calls()).singleElement().asString().contains("/organization/");
                        assertThat(possible.consequences().getFirst())
                                .contains(target.holder().displayName().text());
                        assertThat(possible.reversible())
                                .isEqualTo(target.holder().form().equals(OpenAiCertificatesStream.FORM));
                    });
            revoker.revoke(organization.session(), target);
            revoker.revoke(organization.session(), target);
        }
        assertThat(organization.tenant().certificates().all()).noneMatch(OpenAiTenant.Certificate::active);
    }

    private void row(
            String id, String type, String actor, Optional<String> project, Map<String, Object> what, Instant at) {
        organization.tenant().auditLog().put(new OpenAiTenant.AuditRow(id, type, at, at, actor, project, what));
    }

    private NonHumanIdentity key(String name) throws ConnectorException {
        return observed(name).holder();
    }

    private Grant grant(String name) throws ConnectorException {
        return observed(name).grant();
    }

    private GrantObserved observed(String name) throws ConnectorException {
        return organization.read(OpenAiProjectKeysStream.ID).stream()
                .filter(GrantObserved.class::isInstance)
                .map(GrantObserved.class::cast)
                .filter(item -> item.holder().displayName().text().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
