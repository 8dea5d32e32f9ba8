package io.grantkeeper.paths;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.CredentialType;
import io.grantkeeper.identity.EmploymentStatus;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.KnownOrUnknown;
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
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class PathTenantConverterTest {
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final ConnectionId ENTRA = new ConnectionId("entra-acme");
    private static final ConnectionId GOOGLE = new ConnectionId("google-acme");
    private static final ConnectionId GITHUB = new ConnectionId("github-acme");
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
        PathTenantConverter stored = new PathTenantConverter(Map.of(ENTRA, "entra"), asOf);
        return TenantGraphBuilder.build(
                PathRules.standard(), stored.convert(new TenantId("acme"), identities, people), problem -> {});
    }

    private static PathReport report(TenantGraph graph) {
        return PathReport.of(graph, "tier-zero", Optional.empty(), List.of());
    }

    private void company() {
        people.add(row(Person.of(ANA, "Ana", KnownOrUnknown.known("ana@acme.example"), EmploymentStatus.ACTIVE)
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

    /** Adds an admin key, with a row for the key itself, although no listing contains the key as an identity. */
    private void adminKey(boolean listed, ProviderStatus standing, Optional<Instant> removedAt) {
        NonHumanIdentity key = NonHumanIdentity.of(
                new IdentityId(new ConnectionId("openai-acme"), IdentityKind.API_KEY, "key-1"),
                new ProviderId("openai"),
                "admin-key",
                "cost dashboard");
        Credential credential =
                Credential.of("key-1", CredentialType.SECRET, "sk-…1").withStanding(standing);
        identities.add(new IdentityRecord(
                new StoredRecord<>(key, NOW.minusSeconds(3600), NOW, Optional.empty(), false, listed),
                List.of(),
                List.of(new StoredRecord<>(credential, NOW.minusSeconds(3600), NOW, removedAt, false)),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of()));
    }

    @ParameterizedTest
    @CsvSource({
        // in a listing itself, status of the key, removed; in tier zero
        "false, ACTIVE, false, true",
        "false, ACTIVE, true, false",
        "false, SUSPENDED, false, false",
        "true, ACTIVE, true, true"
    })
    void deletedOrDisabledKeyOpensNothing(
            boolean listed, ProviderStatus standing, boolean removed, boolean inTierZero) {
        adminKey(listed, standing, removed ? Optional.of(NOW.minusSeconds(60)) : Optional.empty());
        assertThat(report(graph(NOW)).members().containsKey("openai-acme/api-key/key-1"))
                .isEqualTo(inTierZero);
        assertThat(report(graph(NOW.minusSeconds(120))).members().isEmpty())
                .as("before it was deleted")
                .isEqualTo(standing == ProviderStatus.SUSPENDED);
    }

    @Test
    void stepThatDependsOnUnknownRoleIsPossibleButNotCertain() {
        company();
        people.set(0, row(Person.of(ANA, "Ana", KnownOrUnknown.known("ana@acme.example"), EmploymentStatus.ACTIVE)));
        PathReport report = report(graph(NOW));

        assertThat(report.exposed()).isZero();
        assertThat(report.paths()).isEmpty();
        assertThat(report.possiblyExposed()).isEqualTo(1);
        assertThat(report.possibleEdges()).isEqualTo(1);
        assertThat(report.possiblePaths().getFirst().steps().getFirst().condition())
                .contains("person:ana@acme.example has no higher administrator role");
        assertThat(PathSvg.draw(report.possiblePaths())).contains("stroke-dasharray", "Dashed:");
        assertThat(BloodHoundOpenGraph.of(graph(NOW))).contains("GK_CouldControl", "has no higher administrator role");
    }

    @Test
    void delegatedPermissionWithoutKnownRoleIsPossiblePathToControl() {
        people.add(row(Person.of(ANA, "Ana", KnownOrUnknown.known("ana@acme.example"), EmploymentStatus.ACTIVE)));
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

    private void roles(PersonId account, String... roles) {
        Set<Alias> aliases = new TreeSet<>();
        for (String role : roles) {
            aliases.add(new Alias("entra-role", role));
        }
        people.add(row(Person.of(account.rolesId(), "Ana", KnownOrUnknown.unknown(), EmploymentStatus.UNKNOWN)
                .withAliases(aliases)));
    }

    /**
     * Source: https://learn.microsoft.com/en-us/entra/identity/role-based-access-control/privileged-roles-permissions
     */
    @Test
    void readsRolesOfPeopleFromSeparateRows() {
        company();
        people.set(0, row(Person.of(ANA, "Ana", KnownOrUnknown.known("ana@acme.example"), EmploymentStatus.ACTIVE)));
        roles(new PersonId(ENTRA, "root"), "Global Administrator");
        assertThat(report(graph(NOW)).exposed())
                .as("the roles were read, and she has none")
                .isEqualTo(1);

        roles(ANA, "Exchange Administrator");
        assertThat(report(graph(NOW)).exposed())
                .as("her role is higher than what a permission resets")
                .isZero();
        assertThat(report(graph(NOW)).possiblyExposed()).isZero();

        people.removeLast();
        roles(ANA, "delegated-admin");
        assertThat(report(graph(NOW)).exposed()).isZero();
        assertThat(report(graph(NOW)).possiblyExposed())
                .as("the reach of her role is not known")
                .isEqualTo(1);
    }

    private void eligible(PersonId account, String role) {
        people.add(row(Person.of(account.rolesId(), "Ana", KnownOrUnknown.unknown(), EmploymentStatus.UNKNOWN)
                .withAliases(Set.of(new Alias("entra-role-eligible", role)))));
    }

    /**
     * Source:
     * https://learn.microsoft.com/en-us/entra/id-governance/privileged-identity-management/pim-how-to-activate-role
     */
    @Test
    void roleThatPersonCanActivateIsPossibleButNotCertain() {
        people.add(row(Person.of(ANA, "Ana", KnownOrUnknown.known("ana@acme.example"), EmploymentStatus.ACTIVE)));
        eligible(ANA, "Global Administrator");
        app("desk", Set.of(), List.of(row(grant("User-PasswordProfile.ReadWrite.All"))));
        PathReport report = report(graph(NOW));

        assertThat(report.members()).isEmpty();
        assertThat(report.exposed()).isZero();
        assertThat(report.possiblePaths().getFirst().steps())
                .extracting(PathStep::to)
                .containsExactly("person:ana@acme.example", "control of microsoft");
        assertThat(report.possiblePaths().getFirst().steps().getLast().sentence())
                .contains("could manage everything in the directory", "if ana@acme.example activates the role Global");
        assertThat(BloodHoundOpenGraph.of(graph(NOW))).contains("GK_CouldControl", "activates the role");

        people.removeLast();
        eligible(ANA, "Global Reader");
        assertThat(report(graph(NOW)).possiblyExposed()).isZero();
    }

    @Test
    void pathIsPossibleIfPersonCanActivateRoleForDelegatedPermission() {
        people.add(row(Person.of(ANA, "Ana", KnownOrUnknown.known("ana@acme.example"), EmploymentStatus.ACTIVE)));
        eligible(ANA, "Privileged Role Administrator");
        Grant delegated = Grant.of(
                        "user",
                        GrantSubject.person(ANA),
                        "graph",
                        PermissionKind.DELEGATED,
                        Set.of("RoleManagement.ReadWrite.Directory"))
                .withStanding(ProviderStatus.ACTIVE);
        app("helper", Set.of(), List.of(row(delegated)));
        PathReport report = report(graph(NOW));

        assertThat(report.exposed()).isZero();
        assertThat(report.possiblePaths())
                .anySatisfy(path -> assertThat(path.steps())
                        .singleElement()
                        .satisfies(step -> assertThat(step.sentence())
                                .endsWith("if ana@acme.example activates the role Privileged Role Administrator.")));
    }

    /** Source: https://learn.microsoft.com/en-us/entra/identity/role-based-access-control/permissions-reference */
    @Test
    void appWithDirectoryRoleOpensWhatRoleOpens() {
        app("admin", Set.of(), List.of(row(grant("role:Global Administrator"))));
        app("apps", Set.of(), List.of(row(grant("role:Application Administrator"))));
        app("reader", Set.of(), List.of(row(grant("role:Global Reader"))));
        PathReport report = report(graph(NOW));

        assertThat(report.members()).containsOnlyKeys("entra-acme/oauth-client/admin");
        assertThat(report.paths())
                .extracting(PathReport.ExposedPath::identity)
                .containsExactly("entra-acme/oauth-client/apps");
        assertThat(report.cut())
                .containsExactly(
                        new PathReport.CutGrant("entra-acme/oauth-client/apps#g-role:Application Administrator", 0));
    }

    @Test
    void readsAccountFactsStoredByEarlierVersion() {
        String stored =
                "{\"account\":\"entra-acme/ana\",\"person\":\"ana@acme.example\",\"name\":\"Ana\",\"active\":true,"
                        + "\"roles\":[],\"rolesKnown\":true}";
        assertThat(PathFacts.account(stored).eligible()).isEmpty();
    }

    @Test
    void rowThatOnlyListsRolesIsNotCountedAsPerson() {
        roles(ANA, "Global Administrator");
        PathTenant tenant =
                new PathTenantConverter(Map.of(ENTRA, "entra"), NOW).convert(new TenantId("acme"), List.of(), people);
        assertThat(tenant.people()).isEmpty();

        company();
        tenant = new PathTenantConverter(Map.of(ENTRA, "entra"), NOW).convert(new TenantId("acme"), List.of(), people);
        assertThat(tenant.people()).singleElement().satisfies(person -> {
            assertThat(person.id()).isEqualTo("ana@acme.example");
            assertThat(person.roles()).contains("microsoft:Global Administrator");
        });
    }

    @Test
    void separatelyListedAddressLinksAPersonsAccounts() {
        PersonId account = new PersonId(GITHUB, "ana");
        people.add(row(Person.of(account, "ana", KnownOrUnknown.unknown(), EmploymentStatus.ACTIVE)));
        people.add(row(Person.of(
                account.singleSignOnId(), "ana", KnownOrUnknown.known("ana@acme.example"), EmploymentStatus.UNKNOWN)));
        people.add(row(Person.of(ANA, "Ana", KnownOrUnknown.known("ana@acme.example"), EmploymentStatus.ACTIVE)));
        PathTenant tenant = new PathTenantConverter(Map.of(ENTRA, "entra", GITHUB, "github"), NOW)
                .convert(new TenantId("acme"), List.of(), people);
        assertThat(tenant.people())
                .singleElement()
                .satisfies(person -> assertThat(person.accounts()).containsOnlyKeys("microsoft", "github"));
    }

    @Test
    void personWhoReachesZoneIsExposedButMemberOfZoneIsNot() {
        company();
        PersonId root = new PersonId(ENTRA, "root");
        people.add(row(Person.of(root, "Root", KnownOrUnknown.known("root@acme.example"), EmploymentStatus.ACTIVE)));
        roles(root, "Global Administrator");
        PathReport report = report(graph(NOW));

        assertThat(report.people()).isEqualTo(2);
        assertThat(report.exposedPeople()).isEqualTo(1);
        assertThat(report.peoplePaths()).singleElement().satisfies(path -> {
            assertThat(path.identity()).isEqualTo("person:ana@acme.example");
            assertThat(path.steps())
                    .extracting(PathStep::sentence)
                    .singleElement()
                    .asString()
                    .startsWith("person:ana@acme.example owns entra-acme/oauth-client/roles");
        });
    }

    /** Source: https://slack.com/help/articles/360018112273-Types-of-roles-in-Slack */
    @ParameterizedTest
    @CsvSource({
        "owner, password, 1",
        "primary-owner, password, 1",
        "owner, mfa, 0",
        "owner, sso, 0",
        "admin, password, 0"
    })
    void considersSlackRolesAndSignInMethods(String role, String signIn, int exposed) {
        app("archive", Set.of(), List.of(row(grant("Mail.Read"))));
        people.add(row(Person.of(ANA, "Ana", KnownOrUnknown.known("ana@acme.example"), EmploymentStatus.ACTIVE)));
        ConnectionId slack = new ConnectionId("slack-acme");
        people.add(row(Person.of(
                        new PersonId(slack, "U1"),
                        "Ana",
                        KnownOrUnknown.known("ana@acme.example"),
                        EmploymentStatus.ACTIVE)
                .withAliases(Set.of(new Alias("slack-role", role), new Alias("slack-sign-in", signIn)))));
        PathTenantConverter stored = new PathTenantConverter(Map.of(ENTRA, "entra", slack, "slack"), NOW);
        TenantGraph graph = TenantGraphBuilder.build(
                PathRules.standard(), stored.convert(new TenantId("acme"), identities, people), problem -> {});

        assertThat(report(graph).exposed()).isEqualTo(exposed);
    }

    @Test
    void followsTrustsThatOperatorConfigured() {
        github("ci", "github-app", Map.of(), "contents:write");
        PathTenant tenant = new PathTenantConverter(Map.of(GITHUB, "github"), NOW)
                .convert(new TenantId("acme"), identities, people)
                .with(new PathSettings(
                        List.of(new PathZone("production", Set.of("aws:production"), Set.of())),
                        List.of(new PathTrust("github:deploy", "aws:production", "OIDC"))));
        TenantGraph graph = TenantGraphBuilder.build(PathRules.standard(), tenant, problem -> {})
                .toward("production");

        assertThat(report(graph).paths())
                .singleElement()
                .satisfies(path -> assertThat(path.steps())
                        .extracting(PathStep::to)
                        .containsExactly("github:deploy", "aws:production"));
    }

    private void github(String id, String form, Map<String, String> attributes, String permission) {
        NonHumanIdentity identity = NonHumanIdentity.of(
                        new IdentityId(GITHUB, IdentityKind.BOT, id), new ProviderId("github"), form, id)
                .withAttributes(attributes);
        Grant grant = Grant.of("g", GrantSubject.tenant(), "github", PermissionKind.APP_PERMISSION, Set.of(permission))
                .withStanding(ProviderStatus.ACTIVE)
                .withReach(form.equals("deploy-key") ? ResourceReach.SELECTED : ResourceReach.ALL);
        identities.add(new IdentityRecord(
                row(identity),
                permission.isEmpty() ? List.of() : List.of(row(grant)),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of()));
    }

    private void workflows(String protections) {
        workflows(protections, "");
    }

    private void workflows(String protections, String template) {
        github(
                "workflows/7",
                "actions-workflows",
                Map.of(
                        "repository",
                        "acme/deploy",
                        "secrets",
                        "AWS_KEY",
                        "protections",
                        protections,
                        "oidc-subject",
                        template),
                "");
    }

    private void trusting(String subject) {
        Credential federated = Credential.of(
                        "federated/1",
                        CredentialType.FEDERATED,
                        "https://token.actions.githubusercontent.com, " + subject)
                .withStanding(ProviderStatus.ACTIVE);
        NonHumanIdentity app = NonHumanIdentity.of(
                new IdentityId(ENTRA, IdentityKind.OAUTH_CLIENT, "deployer"),
                new ProviderId("entra"),
                "service-principal",
                "deployer");
        identities.add(new IdentityRecord(
                row(app),
                List.of(row(grant("RoleManagement.ReadWrite.Directory"))),
                List.of(row(federated)),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of()));
    }

    /**
     * Source:
     * https://docs.github.com/en/enterprise-cloud@latest/admin/concepts/identity-and-access-management/enterprise-managed-users
     */
    @ParameterizedTest
    @CsvSource({"sso, 0, 1", "password, 1, 0", "mfa, 0, 0", ", 0, 1"})
    void managedGitHubUserIsExposedThroughIdentityProviderAccount(String signIn, int exposed, int possibly) {
        company();
        identities.removeLast();
        PersonId account = new PersonId(GITHUB, "ana_acme");
        people.add(row(Person.of(account, "ana_acme", KnownOrUnknown.unknown(), EmploymentStatus.ACTIVE)
                .withAliases(signIn == null ? Set.of() : Set.of(new Alias("github-sign-in", signIn)))));
        people.add(row(Person.of(
                account.singleSignOnId(),
                "ana_acme",
                KnownOrUnknown.known("ana@acme.example"),
                EmploymentStatus.UNKNOWN)));
        people.add(row(Person.of(account.rolesId(), "ana_acme", KnownOrUnknown.unknown(), EmploymentStatus.UNKNOWN)
                .withAliases(Set.of(new Alias("github-role", "owner")))));
        TenantGraph graph = TenantGraphBuilder.build(
                PathRules.standard(),
                new PathTenantConverter(Map.of(ENTRA, "entra", GITHUB, "github"), NOW)
                        .convert(new TenantId("acme"), identities, people),
                problem -> {});
        assertThat(report(graph).exposed()).isEqualTo(exposed);
        assertThat(report(graph).possiblyExposed()).isEqualTo(possibly);
    }

    /** Source: https://docs.github.com/en/actions/reference/security/oidc */
    @Test
    void repositoryControlsAppThatTrustsItsWorkflows() {
        github("ci", "github-app", Map.of(), "contents:write");
        github("key", "deploy-key", Map.of("repository", "acme/deploy"), "contents:write");
        github("other", "deploy-key", Map.of("repository", "acme/docs"), "contents:write");
        workflows("");
        trusting("repo:acme/deploy:ref:refs/heads/main");
        PathReport report = report(graph(NOW));

        assertThat(report.paths())
                .extracting(PathReport.ExposedPath::identity)
                .containsExactly("github-acme/bot/ci", "github-acme/bot/key");
        assertThat(report.paths().getFirst().steps())
                .extracting(PathStep::to)
                .containsExactly("github:deploy", "entra-acme/oauth-client/deployer");
    }

    /**
     * Source:
     * https://docs.github.com/en/actions/reference/security/oidc#customizing-the-subject-claims-for-an-organization-or-repository
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "repo,context | repo:acme/deploy:ref:refs/heads/main | 1",
                "repo,context,job_workflow_ref | repo:acme/deploy:ref:refs/heads/main | 0",
                "repo,context,job_workflow_ref |"
                        + " repo:acme/deploy:ref:refs/heads/main:job_workflow_ref:acme/ci/.github/workflows/x.yml@main |"
                        + " 1",
                "job_workflow_ref | repo:acme/deploy:ref:refs/heads/main | 0",
                "repo,actor | repo:acme/deploy:ref:refs/heads/main | 0",
                "repo,actor | repo:acme/deploy:actor:ana | 1"
            })
    void trustRequiresSubjectThatRepositoryTemplateProduces(String template, String subject, int exposed) {
        github("ci", "github-app", Map.of(), "contents:write");
        workflows("", template);
        trusting(subject);
        assertThat(report(graph(NOW)).exposed()).isEqualTo(exposed);
        assertThat(report(graph(NOW)).possiblyExposed()).isZero();
    }

    @Test
    void trustIsUncertainIfOrganizationTemplateIsUnreadable() {
        github("ci", "github-app", Map.of(), "contents:write");
        workflows("", "organization");
        trusting("repo:acme/deploy:ref:refs/heads/main");
        assertThat(report(graph(NOW)).exposed()).isZero();
        assertThat(report(graph(NOW))
                        .possiblePaths()
                        .getFirst()
                        .steps()
                        .getLast()
                        .condition())
                .contains("the organization's template of subjects allows it");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "repo:acme/deploy:environment:prod | the environment lets a workflow run without approval",
                "repo:elsewhere/deploy:ref:refs/heads/main | elsewhere/deploy is a repository of this company"
            })
    void trustThatDependsOnUnknownFactIsPossibleButNotCertain(String subject, String condition) {
        github("ci", "github-app", Map.of(), "contents:write");
        workflows("");
        trusting(subject);
        PathReport report = report(graph(NOW));

        assertThat(report.exposed()).isZero();
        assertThat(report.possiblePaths().getFirst().steps().getLast().condition())
                .contains(condition);
    }

    @Test
    void doesNotTreatAnotherIssuerAsRepository() {
        github("ci", "github-app", Map.of(), "contents:write");
        workflows("");
        trusting("ref:refs/heads/main");
        assertThat(report(graph(NOW)).exposed()).isZero();
        assertThat(report(graph(NOW)).possiblyExposed()).isZero();
    }

    /**
     * Checks the cells of the published matrix that concern new branches, with rules in the form in which the GitHub
     * connector reads them.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | true | false",
                "*:reviews,admins | true | false",
                "*:lock,admins | true | false",
                "*:pushes,admins | true | false",
                "main:pushes,creations,admins | true | false",
                "~some:pushes,creations,admins | true | false",
                "*:pushes,creations | false | false",
                "*:pushes,creations,admins | false | false",
                "*:pushes,creations,exceptions | false | true",
                "*:reviews *:pushes,creations,admins | false | false",
                "*:pushes,creations,exceptions *:pushes,creations,admins | false | false"
            })
    void repositoryRulesBlockPathToWorkflows(String protections, boolean opens, boolean couldOpen) {
        github("ci", "github-app", Map.of(), "contents:write");
        workflows(protections);
        trusting("repo:acme/deploy:ref:refs/heads/main");
        PathReport report = report(graph(NOW));

        assertThat(report.exposed() > 0).isEqualTo(opens);
        assertThat(report.possiblyExposed() > 0).isEqualTo(couldOpen);
    }

    @Test
    void zoneCanNameSecretsOfRepositories() {
        github("ci", "github-app", Map.of(), "contents:write");
        workflows("");
        PathTenant tenant = new PathTenantConverter(Map.of(), NOW)
                .convert(new TenantId("acme"), identities, people)
                .withZones(List.of(new PathZone("production-secrets", Set.of("github:dep*"), Set.of())));
        TenantGraph goal = TenantGraphBuilder.build(PathRules.standard(), tenant, problem -> {})
                .toward("production-secrets");
        assertThat(report(goal).paths())
                .extracting(PathReport.ExposedPath::identity)
                .containsExactly("github-acme/bot/ci");
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
    void pathThroughGrantForSelectedResourcesIsPossibleButNotCertain() {
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
    void ignoresRemovedSuspendedExpiredAndNotYetCreatedAccess() {
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
    void personWhoLeftOpensNothing() {
        company();
        people.set(0, row(Person.of(ANA, "Ana", KnownOrUnknown.known("ana@acme.example"), EmploymentStatus.LEFT)));

        assertThat(report(graph(NOW)).exposed()).isZero();
    }

    @Test
    void goalCanBeOneIdentity() {
        company();
        TenantGraph goal = graph(NOW).toward("entra-acme/oauth-client/desk");

        assertThat(report(goal).exposed()).isZero();
        assertThat(report(goal).members()).containsOnlyKeys("entra-acme/oauth-client/desk");
    }

    @Test
    void writesEachNodeOnceForBloodHound() {
        company();
        JsonNode document = CompanyJson.JSON.readTree(BloodHoundOpenGraph.of(graph(NOW)));

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
