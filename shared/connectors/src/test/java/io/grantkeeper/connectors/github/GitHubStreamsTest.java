package io.grantkeeper.connectors.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.Page;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.Employment;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.identity.Moment;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.OwnerRole;
import io.grantkeeper.identity.PermissionKind;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.ResourceReach;
import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.Standing;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.work.Partition;
import io.grantkeeper.simulator.SimulatorOptions;
import io.grantkeeper.simulator.company.Installation;
import io.grantkeeper.simulator.company.PersonalAccessToken;
import io.grantkeeper.simulator.github.GitHubPlan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Against the simulated organisation, the GitHub connector")
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
    void listsEveryInstallationWithPermissionsAndReach() throws ConnectorException {
        Map<String, Grant> grants = grants(Installations.ID);
        assertThat(grants)
                .hasSize(tenant.simulator
                        .company()
                        .gitHub()
                        .installations()
                        .all()
                        .size());
        for (Installation installed :
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
                    .isEqualTo(installed.suspendedAt().isPresent() ? Standing.SUSPENDED : Standing.ACTIVE);
        }
    }

    @Test
    void namesAnAppByItsClientIdAndKeepsItsOtherNames() throws ConnectorException {
        NonHumanIdentity renovate = holders(Installations.ID).values().stream()
                .filter(app -> app.displayName().equals("renovate"))
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

    @Test
    void tellsOfATokenWhoseItIsWhenItEndsAndWhenItWasUsed() throws ConnectorException {
        Map<String, Grant> grants = grants(FineGrainedTokens.ID);
        Map<String, Credential> credentials = tenant.items(FineGrainedTokens.ID).stream()
                .flatMap(item -> item instanceof Observation.CredentialObserved(var _, var credential)
                        ? java.util.stream.Stream.of(credential)
                        : java.util.stream.Stream.empty())
                .collect(Collectors.toMap(Credential::key, Function.identity()));
        List<PersonalAccessToken> tokens =
                tenant.simulator.company().gitHub().tokens().all();
        assertThat(grants).hasSameSizeAs(tokens);
        for (PersonalAccessToken token : tokens) {
            String key = "pat/" + token.id();
            Moment expires = token.expiresAt().map(Moment::at).orElse(Moment.never());
            assertThat(grants.get(key).expires()).isEqualTo(expires);
            assertThat(credentials.get(key).expires()).isEqualTo(expires);
            assertThat(grants.get(key).lastUsed())
                    .isEqualTo(token.lastUsedAt().map(Moment::at).orElse(Moment.never()));
            NonHumanIdentity holder = holders(FineGrainedTokens.ID).get(key);
            assertThat(holder.ownerClues()).singleElement().satisfies(clue -> {
                assertThat(clue.role()).isEqualTo(OwnerRole.DECLARED_OWNER);
                assertThat(clue.person().externalId()).isEqualTo(token.owner().login());
            });
        }
    }

    @Test
    void marksRequestedTokensAsRequested() throws ConnectorException {
        assertThat(grants(TokenRequests.ID).values())
                .isNotEmpty()
                .allSatisfy(grant -> assertThat(grant.standing()).isEqualTo(Standing.REQUESTED));
    }

    @Test
    void listsClassicTokensKeysAndOAuthTokensWithTheOwnersToken() throws ConnectorException {
        assertThat(holders(AuthorizedCredentials.ID).values())
                .extracting(NonHumanIdentity::form)
                .contains("classic-pat", "ssh-key", "oauth-app-token");
    }

    @Test
    void countsAMissingOwnersTokenAsAGapOfThatStreamAlone() throws ConnectorException {
        try (GitHubTenantDouble poor = GitHubTenantDouble.start()) {
            poor.credentials.remove(GitHubCredentials.OWNER_TOKEN);
            assertThatThrownBy(() -> poor.items(AuthorizedCredentials.ID))
                    .hasMessageStartingWith("not-offered")
                    .hasMessageContaining("'owner-token'");
            assertThat(poor.items(Installations.ID)).isNotEmpty();
        }
    }

    @Test
    void readsDeployKeysByRepositoryAndOneRepositoryAlone() throws ConnectorException {
        List<Observation> all = tenant.items(DeployKeys.ID);
        assertThat(all)
                .hasSize(2
                        * tenant.simulator.company().gitHub().deployKeys().all().size());
        Observation one = all.getFirst();
        String segment = tenant.stream(DeployKeys.ID).segmentOf(one);
        String name = holder(one).attributes().get(DeployKey.REPOSITORY).split("/", -1)[1];
        Partition narrowed = RepositorySlices.only(DeployKeys.ID, Long.parseLong(segment), name);
        assertThat(narrowed.segment()).contains(segment);
        assertThat(tenant.pages(tenant.stream(DeployKeys.ID), narrowed).stream().flatMap(page -> page.items().stream()))
                .contains(one)
                .allMatch(item -> tenant.stream(DeployKeys.ID).segmentOf(item).equals(segment));
    }

    @Test
    void plansTheSameSlicesEachTimeAndKeepsThoseThatBecameEmpty() throws ConnectorException {
        Map<String, Partition> first = slices(Set.of());
        Map<String, Partition> again = slices(Set.of("slice-99"));
        assertThat(again).containsAllEntriesOf(first).hasSize(first.size() + 1);
        assertThat(tenant.pages(tenant.stream(DeployKeys.ID), again.get("slice-99")))
                .singleElement()
                .isEqualTo(Page.last(List.of()));
    }

    private static Map<String, Partition> slices(Set<String> known) throws ConnectorException {
        return tenant.stream(DeployKeys.ID).partitions(tenant.session(), known).stream()
                .collect(Collectors.toMap(Partition::id, Function.identity()));
    }

    @Test
    void keepsOfAWebhookOnlyTheHostThatItSendsTo() throws ConnectorException {
        assertThat(holders(OrganizationHooks.ID).values())
                .isNotEmpty()
                .allSatisfy(hook -> assertThat(hook.domains())
                        .singleElement()
                        .asString()
                        .doesNotContain("/")
                        .contains("."));
    }

    @Test
    void holdsCopilotAndItsCodingAgentForAiAgents() throws ConnectorException {
        assertThat(tenant.items(CopilotSeats.ID))
                .hasSize(tenant.simulator.company().gitHub().seats().all().size())
                .allSatisfy(item -> assertThat(holder(item).id().kind()).isEqualTo(IdentityKind.AI_AGENT));
        assertThat(grants(CodingAgent.ID).values())
                .singleElement()
                .satisfies(grant -> assertThat(grant.reach()).isEqualTo(ResourceReach.SELECTED));
    }

    @Test
    void listsMembersAndOutsideCollaboratorsAsOneListing() throws ConnectorException {
        List<Person> people = tenant.items(People.ID).stream()
                .map(item -> ((Observation.PersonObserved) item).person())
                .toList();
        assertThat(people).extracting(Person::employment).contains(Employment.ACTIVE, Employment.EXTERNAL);
        assertThat(people).extracting(person -> person.id()).doesNotHaveDuplicates();
    }

    @Test
    void namesThePermissionThatIsMissingAndReadsTheRest() throws ConnectorException {
        Map<String, String> few = new HashMap<>(SimulatorOptions.usual().appPermissions());
        few.remove("organization_hooks");
        try (GitHubTenantDouble narrow =
                GitHubTenantDouble.start(SimulatorOptions.usual().withAppPermissions(few))) {
            assertThatThrownBy(() -> narrow.items(OrganizationHooks.ID))
                    .hasMessageStartingWith("insufficient-scope")
                    .hasMessageContaining("organization_hooks:read");
            assertThat(narrow.items(Installations.ID)).isNotEmpty();
        }
    }

    @Test
    void tellsWhichPlanAStreamNeeds() {
        try (GitHubTenantDouble team =
                GitHubTenantDouble.start(SimulatorOptions.usual().withPlan(GitHubPlan.TEAM))) {
            assertThatThrownBy(() -> team.items(AuditLog.ID))
                    .hasMessageStartingWith("not-offered")
                    .hasMessageContaining("GitHub Enterprise Cloud");
            assertThatThrownBy(() -> team.items(AuthorizedCredentials.ID)).hasMessageContaining("SAML single sign-on");
        }
    }

    @Test
    void tellsThatTheOrganisationIsWrong() {
        try (GitHubTenantDouble lost = GitHubTenantDouble.start()) {
            lost.settings.put("organization", "larkfeld");
            assertThatThrownBy(() -> lost.items(Installations.ID))
                    .hasMessageStartingWith("misconfigured")
                    .hasMessageContaining("'larkfeld'")
                    .hasMessageContaining("settings 'organization' and 'client-id'");
        }
    }

    @Test
    void readsWithAPlainTokenWhatATokenMayRead() throws ConnectorException {
        try (GitHubTenantDouble plain = GitHubTenantDouble.start()) {
            plain.credentials.put(GitHubCredentials.TOKEN, plain.credentials.get(GitHubCredentials.OWNER_TOKEN));
            plain.credentials.remove(GitHubCredentials.APP_PRIVATE_KEY);
            assertThat(plain.items(Installations.ID)).isNotEmpty();
            assertThat(plain.items(People.ID)).isNotEmpty();
            assertThatThrownBy(() -> plain.items(FineGrainedTokens.ID)).hasMessageStartingWith("insufficient-scope");
            assertThat(plain.connector
                            .pushChannel()
                            .orElseThrow()
                            .tend(plain.session(), List.of(), java.util.Optional.empty())
                            .rereads())
                    .isEmpty();
        }
    }

    @Test
    void readsWithAFineGrainedTokenAndNamesThePermissionThatItLacks() throws ConnectorException {
        try (GitHubTenantDouble plain = GitHubTenantDouble.start()) {
            plain.credentials.put(
                    GitHubCredentials.TOKEN,
                    plain.simulator.gitHubDouble().issueFineGrainedToken(Map.of("members", "read")));
            plain.credentials.remove(GitHubCredentials.APP_PRIVATE_KEY);
            assertThat(plain.items(People.ID)).isNotEmpty();
            assertThatThrownBy(() -> plain.items(OrganizationHooks.ID))
                    .hasMessageStartingWith("insufficient-scope")
                    .hasMessageContaining("organization_hooks:read");
        }
    }

    @Test
    void givesEveryRowAKeyOfItsOwn() throws ConnectorException {
        for (var stream : tenant.connector.streams()) {
            List<RowKey> keys =
                    tenant.items(stream.id()).stream().map(Observation::key).toList();
            assertThat(keys).as(stream.title()).isNotEmpty().doesNotHaveDuplicates();
        }
    }

    private static Map<String, Grant> grants(StreamId stream) throws ConnectorException {
        return tenant.items(stream).stream()
                .filter(Observation.GrantObserved.class::isInstance)
                .map(item -> ((Observation.GrantObserved) item).grant())
                .collect(Collectors.toMap(Grant::key, Function.identity()));
    }

    private static Map<String, NonHumanIdentity> holders(StreamId stream) throws ConnectorException {
        Map<String, NonHumanIdentity> holders = new HashMap<>();
        for (Observation item : tenant.items(stream)) {
            if (item instanceof Observation.GrantObserved(var holder, var grant)) {
                holders.put(grant.key(), holder);
            }
        }
        return holders;
    }

    private static NonHumanIdentity holder(Observation item) {
        return switch (item) {
            case Observation.GrantObserved(var holder, var _) -> holder;
            case Observation.CredentialObserved(var holder, var _) -> holder;
            case Observation.IdentityObserved(var identity) -> identity;
            case Observation.PersonObserved _, Observation.EventObserved _, Observation.UsageObserved _ ->
                throw new AssertionError("no identity in " + item);
        };
    }
}
