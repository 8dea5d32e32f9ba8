package io.grantkeeper.paths;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.EmploymentStatus;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.OwnerEvidenceItem;
import io.grantkeeper.identity.OwnerRole;
import io.grantkeeper.identity.PermissionKind;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.ResourceReach;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.StoredRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class StoredTenantTest {
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final ConnectionId ENTRA = new ConnectionId("entra-acme");
    private static final ConnectionId GOOGLE = new ConnectionId("google-acme");
    private static final PersonId ANA = new PersonId(ENTRA, "ana");

    private final List<IdentityRecord> identities = new ArrayList<>();
    private final List<StoredRecord<Person>> people = new ArrayList<>();

    private static <T> StoredRecord<T> row(T content) {
        return new StoredRecord<>(content, NOW.minusSeconds(3600), NOW, Optional.empty(), false);
    }

    private static Grant grant(String permission) {
        return Grant.of(
                        "g-" + permission,
                        GrantSubject.tenant(),
                        "graph",
                        PermissionKind.APPLICATION,
                        Set.of(permission))
                .withStanding(ProviderStatus.ACTIVE);
    }

    private void app(String id, Set<OwnerEvidenceItem> owners, List<StoredRecord<Grant>> grants) {
        NonHumanIdentity app = NonHumanIdentity.of(
                        new IdentityId(ENTRA, IdentityKind.OAUTH_CLIENT, id),
                        new ProviderId("entra"),
                        "service-principal",
                        id)
                .withOwnerClues(owners);
        identities.add(
                new IdentityRecord(row(app), grants, List.of(), List.of(), List.of(), Optional.empty(), List.of()));
    }

    private TenantGraph graph(Instant asOf) {
        StoredTenant stored = new StoredTenant(Map.of(ENTRA, "entra"), asOf);
        return TenantGraphBuilder.build(
                PathRules.standard(), stored.convert(new TenantId("acme"), identities, people), problem -> {});
    }

    private static PathReport report(TenantGraph graph) {
        return PathReport.of(graph, "tier-zero", Optional.empty(), List.of());
    }

    private void company() {
        people.add(row(Person.of(ANA, "Ana", Knowledge.known("ana@acme.example"), EmploymentStatus.ACTIVE)
                .withAliases(Set.of(new Alias("entra-role", "member")))));
        app("desk", Set.of(), List.of(row(grant("User-PasswordProfile.ReadWrite.All"))));
        app(
                "roles",
                Set.of(new OwnerEvidenceItem(ANA, OwnerRole.DECLARED_OWNER, Timestamp.unknown())),
                List.of(row(grant("RoleManagement.ReadWrite.Directory"))));
    }

    @Test
    void derivesPathsFromStoredRows() {
        company();
        PathReport report = report(graph(NOW));

        assertThat(report.members()).containsOnlyKeys("entra-acme/oauth-client/roles");
        assertThat(report.paths().getFirst().steps())
                .extracting(PathStep::to)
                .containsExactly("person:ana@acme.example", "entra-acme/oauth-client/roles");
        assertThat(report.exposed()).isEqualTo(1);
        assertThat(report.cut())
                .containsExactly(new PathReport.CutGrant(
                        "entra-acme/oauth-client/desk#g-User-PasswordProfile.ReadWrite.All", 0));
    }

    @Test
    void aStepThatDependsOnAnUnknownRoleIsPossibleButNotCertain() {
        company();
        people.set(0, row(Person.of(ANA, "Ana", Knowledge.known("ana@acme.example"), EmploymentStatus.ACTIVE)));
        PathReport report = report(graph(NOW));

        assertThat(report.exposed()).isZero();
        assertThat(report.paths()).isEmpty();
        assertThat(report.possiblyExposed()).isEqualTo(1);
        assertThat(report.possibleEdges()).isEqualTo(1);
        assertThat(report.possiblePaths().getFirst().steps().getFirst().condition())
                .contains("person:ana@acme.example has no higher administrator role");
        assertThat(PathSvg.draw(report.possiblePaths())).contains("stroke-dasharray", "Dashed:");
        assertThat(OpenGraphDocument.of(graph(NOW))).contains("GK_CouldControl", "has no higher administrator role");
    }

    @Test
    void aDelegatedPermissionWithoutAKnownRoleCouldControlTheProvider() {
        people.add(row(Person.of(ANA, "Ana", Knowledge.known("ana@acme.example"), EmploymentStatus.ACTIVE)));
        Grant delegated = Grant.of(
                        "user",
                        GrantSubject.person(ANA),
                        "graph",
                        PermissionKind.DELEGATED,
                        Set.of("RoleManagement.ReadWrite.Directory"))
                .withStanding(ProviderStatus.ACTIVE);
        app("helper", Set.of(), List.of(row(delegated)));
        PathReport report = report(graph(NOW));

        assertThat(report.members()).isEmpty();
        assertThat(report.exposed()).isZero();
        assertThat(report.possiblePaths().getFirst().steps()).singleElement().satisfies(step -> {
            assertThat(step.to()).isEqualTo("control of microsoft");
            assertThat(step.sentence())
                    .startsWith(
                            "entra-acme/oauth-client/helper could make itself or anyone else a Global Administrator")
                    .endsWith("if ana@acme.example has the role globaladmin or privilegedroleadmin.");
            assertThat(step.since()).contains(NOW.minusSeconds(3600));
            assertThat(step.revocable()).isTrue();
        });
    }

    private static NonHumanIdentity serviceAccount(String id) {
        return NonHumanIdentity.of(
                new IdentityId(GOOGLE, IdentityKind.SERVICE_ACCOUNT, id),
                new ProviderId("google"),
                "service-account",
                id);
    }

    private void serviceAccount(String id, String permission, ResourceReach reach) {
        Grant grant = Grant.of("g", GrantSubject.tenant(), "google", PermissionKind.APPLICATION, Set.of(permission))
                .withStanding(ProviderStatus.ACTIVE)
                .withReach(reach);
        identities.add(new IdentityRecord(
                row(serviceAccount(id)),
                List.of(row(grant)),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of()));
    }

    @Test
    void aGrantForSelectedResourcesOpensNothingForCertain() {
        serviceAccount("few", "roles/iam.serviceAccountTokenCreator", ResourceReach.SELECTED);
        serviceAccount("all", "roles/iam.serviceAccountTokenCreator", ResourceReach.ALL);
        serviceAccount("crown", "https://www.googleapis.com/auth/admin.directory.rolemanagement", ResourceReach.ALL);
        PathReport report = report(graph(NOW));

        assertThat(report.exposed()).isEqualTo(1);
        assertThat(report.possiblyExposed()).isEqualTo(1);
        assertThat(report.possiblePaths().getFirst().steps().getFirst().condition())
                .contains("its grant covers google-acme/service-account/crown");
    }

    @Test
    void ignoresWhatIsGoneSuspendedExpiredOrNotYetThere() {
        app(
                "suspended",
                Set.of(),
                List.of(row(grant("RoleManagement.ReadWrite.Directory").withStanding(ProviderStatus.SUSPENDED))));
        app(
                "expired",
                Set.of(),
                List.of(row(grant("RoleManagement.ReadWrite.Directory").withExpires(Timestamp.at(NOW)))));
        app(
                "removed",
                Set.of(),
                List.of(new StoredRecord<>(
                        grant("RoleManagement.ReadWrite.Directory"),
                        NOW.minusSeconds(3600),
                        NOW,
                        Optional.of(NOW),
                        false)));
        app("live", Set.of(), List.of(row(grant("RoleManagement.ReadWrite.Directory"))));

        assertThat(report(graph(NOW)).members()).containsOnlyKeys("entra-acme/oauth-client/live");
        assertThat(report(graph(NOW.minusSeconds(60))).members())
                .containsOnlyKeys(
                        "entra-acme/oauth-client/live",
                        "entra-acme/oauth-client/removed",
                        "entra-acme/oauth-client/expired");
        assertThat(report(graph(NOW.minusSeconds(7200))).members()).isEmpty();
    }

    @Test
    void aPersonWhoLeftOpensNothing() {
        company();
        people.set(0, row(Person.of(ANA, "Ana", Knowledge.known("ana@acme.example"), EmploymentStatus.LEFT)));

        assertThat(report(graph(NOW)).exposed()).isZero();
    }

    @Test
    void aGoalCanBeOneIdentity() {
        company();
        TenantGraph goal = graph(NOW).toward("entra-acme/oauth-client/desk");

        assertThat(report(goal).exposed()).isZero();
        assertThat(report(goal).members()).containsOnlyKeys("entra-acme/oauth-client/desk");
    }

    @Test
    void writesEachNodeOnceForBloodHound() {
        company();
        JsonNode document = CompanyJson.JSON.readTree(OpenGraphDocument.of(graph(NOW)));

        assertThat(document.path("graph").path("nodes").findValuesAsString("id"))
                .doesNotHaveDuplicates()
                .contains("GK_Person:person:ana@acme.example", "GK_Identity:entra-acme/oauth-client/roles");
        document.path("graph").path("edges").forEach(edge -> {
            assertThat(edge.path("kind").asString()).matches("[A-Za-z0-9_]+");
            assertThat(document.path("graph").path("nodes").findValuesAsString("id"))
                    .contains(
                            edge.path("start").path("value").asString(),
                            edge.path("end").path("value").asString());
        });
    }
}
