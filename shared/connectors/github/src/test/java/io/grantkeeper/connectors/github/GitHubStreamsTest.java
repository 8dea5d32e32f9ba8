package io.grantkeeper.connectors.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.EmploymentStatus;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.OwnerRole;
import io.grantkeeper.identity.PermissionKind;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.ResourceReach;
import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.work.Partition;
import io.grantkeeper.simulator.SimulatorOptions;
import io.grantkeeper.simulator.company.GitHubInstallation;
import io.grantkeeper.simulator.company.GitHubRepositoryWorkflowAccess;
import io.grantkeeper.simulator.company.GitHubTenant;
import io.grantkeeper.simulator.company.PersonalAccessToken;
import io.grantkeeper.simulator.github.GitHubPlan;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The GitHub connector against the simulated organization")
class GitHubStreamsTest {
    private static GitHubTenantDouble tenant;

    @BeforeAll
    static void start() {
        tenant = GitHubTenantDouble.start();
    }

    @AfterAll
    static void stop() {
        tenant.close();
    }

    @Test
    void listsInstallationsWithPermissionsAndReach() throws ConnectorException {
        Map<String, Grant> grants = grants(GitHubInstallationsStream.ID);
        assertThat(grants)
                .hasSize(tenant.simulator
                        .company()
                        .gitHub()
                        .installations()
                        .all()
                        .size());
        for (GitHubInstallation installed :
                tenant.simulator.company().gitHub().installations().all()) {
            Grant grant = grants.get("installation/" + installed.id());
            assertThat(grant.subject()).isEqualTo(GrantSubject.tenant());
            assertThat(grant.permissionKind()).isEqualTo(PermissionKind.APP_PERMISSION);
            assertThat(grant.scopes()).hasSameSizeAs(installed.permissions().keySet());
            installed
                    .permissions()
                    .forEach((name, level) -> assertThat(grant.scopes()).contains(name + ":" + level));
            assertThat(grant.reach())
                    .isEqualTo(installed.allRepositories() ? ResourceReach.ALL : ResourceReach.SELECTED);
            assertThat(grant.standing())
                    .isEqualTo(installed.suspendedAt().isPresent() ? ProviderStatus.SUSPENDED : ProviderStatus.ACTIVE);
        }
    }

    @Test
    void identifiesAppByClientIdAndKeepsAliases() throws ConnectorException {
        NonHumanIdentity renovate = holders(GitHubInstallationsStream.ID).values().stream()
                .filter(app -> app.displayName().text().equals("renovate"))
                .findFirst()
                .orElseThrow();
        assertThat(renovate.id().kind()).isEqualTo(IdentityKind.OAUTH_CLIENT);
        assertThat(renovate.form()).isEqualTo("github-app");
        assertThat(renovate.aliases())
                .extracting(Object::toString)
                .contains(
                        "github-app-slug:renovate",
                        "oauth-client-id:" + renovate.id().externalId())
                .anyMatch(alias -> alias.startsWith("github-app-id:"));
    }

    /** Source: https://docs.github.com/en/rest/orgs/organization-roles */
    @Test
    void readsOwnersAndOrganizationRolesOfPeople() throws ConnectorException {
        Map<String, List<String>> roles = tenant.items(GitHubOrganizationRolesStream.ID).stream()
                .map(item -> ((AccessObservation.PersonObserved) item).person())
                .collect(Collectors.toMap(
                        person -> person.id().account().externalId(),
                        person -> person.aliases().stream().map(Alias::value).toList()));
        GitHubTenant organization = tenant.simulator.company().gitHub();

        assertThat(roles).hasSize(organization.owners().all().size() + 2);
        organization
                .owners()
                .all()
                .forEach(owner -> assertThat(roles.get(owner.login().toLowerCase(Locale.ROOT)))
                        .contains("owner"));
        assertThat(roles.values())
                .as("a custom role is its name, its permissions and the role that it is based on")
                .contains(List.of("Release manager", "all_repo_maintain", "read_organization_audit_log"))
                .as("a predefined role, here through a team")
                .contains(List.of("all_repo_read", "security_manager"));
    }

    /**
     * GitHub returns only the names of secrets, never their values. Source:
     * https://docs.github.com/en/rest/actions/secrets
     */
    @Test
    void readsWhatWorkflowsCanUseAndWhoCanChangeThem() throws ConnectorException {
        List<NonHumanIdentity> workflows = tenant.items(GitHubWorkflowsStream.ID).stream()
                .map(GitHubStreamsTest::holder)
                .toList();
        assertThat(workflows)
                .as("repositories without a secret or a subject are omitted")
                .hasSize(2);
        assertThat(workflows)
                .extracting(NonHumanIdentity::attributes)
                .anySatisfy(attributes -> assertThat(attributes)
                        .containsEntry("secrets", "DEPLOY_KEY,NPM_TOKEN")
                        .containsEntry("organization-secrets", "SENTRY_AUTH_TOKEN")
                        .containsEntry("protections", "main:reviews,admins,exceptions")
                        .doesNotContainKey("oidc-subject"))
                .anySatisfy(attributes -> assertThat(attributes)
                        .containsEntry("secrets", "SIGNING_KEY")
                        .containsEntry("oidc-subject", "repo,environment")
                        .containsEntry(
                                "protections", "release/*:reviews,pushes,lock,exceptions *:pushes,creations,admins"));
    }

    /**
     * Source:
     * https://docs.github.com/en/enterprise-cloud@latest/admin/managing-iam/iam-configuration-reference/username-considerations-for-external-authentication
     */
    @ParameterizedTest
    @CsvSource({"mona_acme, true", "mona-acme, false"})
    void onlyManagedUserNameIndicatesSingleSignOn(String login, boolean single) throws ConnectorException {
        assertThat(GitHubMembersStream.person(
                        new GitHubIds(GitHubTenantDouble.CONNECTION),
                        TestJson.of("{\"login\":\"%s\",\"id\":1,\"type\":\"User\"}".formatted(login)),
                        EmploymentStatus.ACTIVE))
                .hasValueSatisfying(item -> assertThat(((AccessObservation.PersonObserved) item)
                                .person()
                                .aliases()
                                .contains(new Alias("github-sign-in", "sso")))
                        .isEqualTo(single));
    }

    /** Source: https://docs.github.com/en/rest/actions/oidc */
    @Test
    void readsOrganizationSubjectTemplateIfRepositoryUsesIt() throws ConnectorException {
        GitHubTenant github = tenant.simulator.company().gitHub();
        GitHubRepositoryWorkflowAccess some = github.actions().all().getFirst();
        github.actions()
                .put(new GitHubRepositoryWorkflowAccess(
                        some.repositoryId(),
                        some.secrets(),
                        some.organizationSecrets(),
                        GitHubRepositoryWorkflowAccess.TEMPLATE_OF_ORGANIZATION,
                        some.branchRules(),
                        some.rulesets()));
        github.setClaimKeys(List.of("repo", "context", "job_workflow_ref"));
        try {
            assertThat(tenant.items(GitHubWorkflowsStream.ID))
                    .extracting(item -> holder(item).attributes().get("oidc-subject"))
                    .contains("repo,context,job_workflow_ref");
        } finally {
            github.actions().put(some);
        }
    }

    @Test
    void reportsOwnerExpiryAndLastUseOfToken() throws ConnectorException {
        Map<String, Grant> grants = grants(GitHubFineGrainedTokensStream.ID);
        Map<String, Credential> credentials = tenant.items(GitHubFineGrainedTokensStream.ID).stream()
                .flatMap(item -> item instanceof AccessObservation.CredentialObserved(var _, var credential)
                        ? java.util.stream.Stream.of(credential)
                        : java.util.stream.Stream.empty())
                .collect(Collectors.toMap(Credential::key, Function.identity()));
        List<PersonalAccessToken> tokens =
                tenant.simulator.company().gitHub().tokens().all();
        assertThat(grants).hasSameSizeAs(tokens);
        for (PersonalAccessToken token : tokens) {
            String key = "pat/" + token.id();
            Timestamp expires = token.expiresAt().map(Timestamp::at).orElse(Timestamp.never());
            assertThat(grants.get(key).expires()).isEqualTo(expires);
            assertThat(credentials.get(key).expires()).isEqualTo(expires);
            assertThat(grants.get(key).lastUsed())
                    .isEqualTo(token.lastUsedAt().map(Timestamp::at).orElse(Timestamp.never()));
            NonHumanIdentity identity =
                    holders(GitHubFineGrainedTokensStream.ID).get(key);
            assertThat(identity.ownerClues()).singleElement().satisfies(clue -> {
                assertThat(clue.role()).isEqualTo(OwnerRole.DECLARED_OWNER);
                assertThat(clue.person().externalId()).isEqualTo(token.owner().login());
            });
        }
    }

    @Test
    void readsTokenRequestsAsRequestedGrants() throws ConnectorException {
        assertThat(grants(GitHubTokenRequestsStream.ID).values())
                .isNotEmpty()
                .allSatisfy(grant -> assertThat(grant.standing()).isEqualTo(ProviderStatus.REQUESTED));
    }

    @Test
    void listsSshKeysClassicTokensAndOAuthAppTokensWithOwnerToken() throws ConnectorException {
        assertThat(holders(GitHubCredentialAuthorizationsStream.ID).values())
                .extracting(NonHumanIdentity::form)
                .contains("classic-pat", "ssh-key", "oauth-app-token");
    }

    @Test
    void readsOtherStreamsWithoutOwnerToken() throws ConnectorException {
        try (GitHubTenantDouble poor = GitHubTenantDouble.start()) {
            poor.credentials.remove(GitHubCredentials.OWNER_TOKEN);
            assertThatThrownBy(() -> poor.items(GitHubCredentialAuthorizationsStream.ID))
                    .hasMessageStartingWith("not-offered")
                    .hasMessageContaining("'owner-token'");
            assertThat(poor.items(GitHubInstallationsStream.ID)).isNotEmpty();
        }
    }

    @Test
    void readsDeployKeysOfAllRepositoriesOrSingleRepository() throws ConnectorException {
        List<AccessObservation> all = tenant.items(GitHubDeployKeysStream.ID);
        assertThat(all)
                .hasSize(2
                        * tenant.simulator.company().gitHub().deployKeys().all().size());
        AccessObservation one = all.getFirst();
        String segment = tenant.stream(GitHubDeployKeysStream.ID).segmentOf(one);
        String name =
                holder(one).attributes().get(GitHubDeployKeyMapper.REPOSITORY).split("/", -1)[1];
        Partition narrowed =
                GitHubRepositoryPartitions.singleRepository(GitHubDeployKeysStream.ID, Long.parseLong(segment), name);
        assertThat(narrowed.segment()).contains(segment);
        assertThat(tenant.pages(tenant.stream(GitHubDeployKeysStream.ID), narrowed).stream()
                        .flatMap(page -> page.items().stream()))
                .contains(one)
                .allMatch(item ->
                        tenant.stream(GitHubDeployKeysStream.ID).segmentOf(item).equals(segment));
    }

    @Test
    void plansStablePartitionsAndKeepsEmptyOnes() throws ConnectorException {
        Map<String, Partition> first = partitions(Set.of());
        Map<String, Partition> again = partitions(Set.of("slice-99"));
        assertThat(again).containsAllEntriesOf(first).hasSize(first.size() + 1);
        assertThat(tenant.pages(tenant.stream(GitHubDeployKeysStream.ID), again.get("slice-99")))
                .singleElement()
                .isEqualTo(StreamPage.last(List.of()));
    }

    private static Map<String, Partition> partitions(Set<String> known) throws ConnectorException {
        return tenant.stream(GitHubDeployKeysStream.ID).partitions(tenant.session(), known).stream()
                .collect(Collectors.toMap(Partition::id, Function.identity()));
    }

    @Test
    void storesOnlyHostOfWebhookUrl() throws ConnectorException {
        assertThat(holders(GitHubOrganizationWebhooksStream.ID).values())
                .isNotEmpty()
                .allSatisfy(hook -> assertThat(hook.domains())
                        .singleElement()
                        .asString()
                        .doesNotContain("/")
                        .contains("."));
    }

    @Test
    void classifiesCopilotAndCodingAgentAsAiAgents() throws ConnectorException {
        assertThat(tenant.items(GitHubCopilotSeatsStream.ID))
                .hasSize(tenant.simulator.company().gitHub().seats().all().size())
                .allSatisfy(item -> assertThat(holder(item).id().kind()).isEqualTo(IdentityKind.AI_AGENT));
        assertThat(grants(GitHubCodingAgentStream.ID).values())
                .singleElement()
                .satisfies(grant -> assertThat(grant.reach()).isEqualTo(ResourceReach.SELECTED));
    }

    @Test
    void readsMembersAndOutsideCollaboratorsInOneListing() throws ConnectorException {
        List<Person> people = tenant.items(GitHubMembersStream.ID).stream()
                .map(item -> ((AccessObservation.PersonObserved) item).person())
                .toList();
        assertThat(people).extracting(Person::employment).contains(EmploymentStatus.ACTIVE, EmploymentStatus.EXTERNAL);
        assertThat(people).extracting(person -> person.id()).doesNotHaveDuplicates();
    }

    @Test
    void reportsMissingPermissionAndReadsOtherStreams() throws ConnectorException {
        Map<String, String> few = new HashMap<>(SimulatorOptions.defaults().appPermissions());
        few.remove("organization_hooks");
        try (GitHubTenantDouble narrow =
                GitHubTenantDouble.start(SimulatorOptions.defaults().withAppPermissions(few))) {
            assertThatThrownBy(() -> narrow.items(GitHubOrganizationWebhooksStream.ID))
                    .hasMessageStartingWith("insufficient-scope")
                    .hasMessageContaining("organization_hooks:read");
            assertThat(narrow.items(GitHubInstallationsStream.ID)).isNotEmpty();
        }
    }

    @Test
    void namesGitHubPlanOrFeatureThatUnavailableStreamRequires() {
        try (GitHubTenantDouble team =
                GitHubTenantDouble.start(SimulatorOptions.defaults().withPlan(GitHubPlan.TEAM))) {
            assertThatThrownBy(() -> team.items(GitHubAuditLogStream.ID))
                    .hasMessageStartingWith("not-offered")
                    .hasMessageContaining("GitHub Enterprise Cloud");
            assertThatThrownBy(() -> team.items(GitHubCredentialAuthorizationsStream.ID))
                    .hasMessageContaining("SAML single sign-on");
        }
    }

    @Test
    void reportsWrongOrganization() {
        try (GitHubTenantDouble lost = GitHubTenantDouble.start()) {
            lost.settings.put("organization", "larkfeld");
            assertThatThrownBy(() -> lost.items(GitHubInstallationsStream.ID))
                    .hasMessageStartingWith("misconfigured")
                    .hasMessageContaining("'larkfeld'")
                    .hasMessageContaining("settings 'organization' and 'client-id'");
        }
    }

    @Test
    void readsStreamsThatPersonalAccessTokenPermits() throws ConnectorException {
        try (GitHubTenantDouble plain = GitHubTenantDouble.start()) {
            plain.credentials.put(GitHubCredentials.TOKEN, plain.credentials.get(GitHubCredentials.OWNER_TOKEN));
            plain.credentials.remove(GitHubCredentials.APP_PRIVATE_KEY);
            assertThat(plain.items(GitHubInstallationsStream.ID)).isNotEmpty();
            assertThat(plain.items(GitHubMembersStream.ID)).isNotEmpty();
            assertThatThrownBy(() -> plain.items(GitHubFineGrainedTokensStream.ID))
                    .hasMessageStartingWith("insufficient-scope");
            assertThat(plain.connector
                            .pushChannel()
                            .orElseThrow()
                            .maintain(plain.session(), List.of(), java.util.Optional.empty())
                            .rereads())
                    .isEmpty();
        }
    }

    @Test
    void readsMembersWithFineGrainedTokenAndReportsMissingPermission() throws ConnectorException {
        try (GitHubTenantDouble plain = GitHubTenantDouble.start()) {
            plain.credentials.put(
                    GitHubCredentials.TOKEN,
                    plain.simulator.gitHubDouble().issueFineGrainedToken(Map.of("members", "read")));
            plain.credentials.remove(GitHubCredentials.APP_PRIVATE_KEY);
            assertThat(plain.items(GitHubMembersStream.ID)).isNotEmpty();
            assertThatThrownBy(() -> plain.items(GitHubOrganizationWebhooksStream.ID))
                    .hasMessageStartingWith("insufficient-scope")
                    .hasMessageContaining("organization_hooks:read");
        }
    }

    @Test
    void givesEveryRowUniqueKey() throws ConnectorException {
        for (var stream : tenant.connector.streams()) {
            List<RowKey> keys = tenant.items(stream.id()).stream()
                    .map(AccessObservation::key)
                    .toList();
            assertThat(keys).as(stream.title()).isNotEmpty().doesNotHaveDuplicates();
        }
    }

    private static Map<String, Grant> grants(StreamId stream) throws ConnectorException {
        return tenant.items(stream).stream()
                .filter(AccessObservation.GrantObserved.class::isInstance)
                .map(item -> ((AccessObservation.GrantObserved) item).grant())
                .collect(Collectors.toMap(Grant::key, Function.identity()));
    }

    private static Map<String, NonHumanIdentity> holders(StreamId stream) throws ConnectorException {
        Map<String, NonHumanIdentity> holders = new HashMap<>();
        for (AccessObservation item : tenant.items(stream)) {
            if (item instanceof AccessObservation.GrantObserved(var identity, var grant)) {
                holders.put(grant.key(), identity);
            }
        }
        return holders;
    }

    private static NonHumanIdentity holder(AccessObservation item) {
        return switch (item) {
            case AccessObservation.GrantObserved(var holder, var _) -> holder;
            case AccessObservation.CredentialObserved(var holder, var _) -> holder;
            case AccessObservation.IdentityObserved(var identity) -> identity;
            case AccessObservation.PersonObserved _,
                    AccessObservation.EventObserved _,
                    AccessObservation.UsageObserved _ -> throw new AssertionError("no identity in " + item);
        };
    }
}
