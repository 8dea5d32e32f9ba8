package io.grantkeeper.paths;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.Alias;
import io.grantkeeper.identity.ConnectionId;
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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Tests companies whose people sign in through an identity provider, with and without each precondition. Sources:
 *
 * <ul>
 * <li>who can change an app: https://help.okta.com/en-us/content/topics/security/administrators-admin-comparison.htm
 * and https://learn.microsoft.com/en-us/entra/identity/role-based-access-control/permissions-reference
 * <li>an app's own signing certificate:
 * https://learn.microsoft.com/en-us/graph/api/serviceprincipal-addtokensigningcertificate
 * <li>who signs in to GitHub through an identity provider:
 * https://docs.github.com/en/enterprise-cloud@latest/admin/concepts/identity-and-access-management/enterprise-managed-users
 * </ul>
 */
@DisplayName("Anyone who can change an app through which people sign in")
class SignInAppsTest {
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final ConnectionId OKTA = new ConnectionId("okta-acme");
    private static final ConnectionId ENTRA = new ConnectionId("entra-acme");
    private static final ConnectionId GITHUB = new ConnectionId("github-acme");
    private static final ConnectionId SLACK = new ConnectionId("slack-acme");

    private final List<IdentityRecord> identities = new ArrayList<>();
    private final List<StoredRecord<Person>> people = new ArrayList<>();

    private static <T> StoredRecord<T> row(T content) {
        return new StoredRecord<>(content, NOW.minusSeconds(3600), NOW, Optional.empty(), false);
    }

    private void account(ConnectionId connection, String name, String email, Alias... aliases) {
        people.add(row(
                Person.of(new PersonId(connection, name), name, KnownOrUnknown.known(email), EmploymentStatus.ACTIVE)
                        .withAliases(Set.copyOf(Arrays.asList(aliases)))));
    }

    private void managedOwner(String login) {
        account(
                GITHUB,
                login,
                "ana@acme.example",
                new Alias("github-role", "owner"),
                new Alias("github-sign-in", "sso"));
    }

    private NonHumanIdentity identity(ConnectionId connection, String provider, String form, String id) {
        return NonHumanIdentity.of(
                        new IdentityId(connection, IdentityKind.OAUTH_CLIENT, id), new ProviderId(provider), form, id)
                .withStanding(ProviderStatus.ACTIVE);
    }

    private void add(NonHumanIdentity identity, String... permissions) {
        List<StoredRecord<Grant>> grants = permissions.length == 0
                ? List.of()
                : List.of(
                        row(Grant.of("g", GrantSubject.tenant(), "api", PermissionKind.APPLICATION, Set.of(permissions))
                                .withReach(ResourceReach.ALL)
                                .withStanding(ProviderStatus.ACTIVE)));
        identities.add(new IdentityRecord(
                row(identity), grants, List.of(), List.of(), List.of(), Optional.empty(), List.of()));
    }

    private void automation(String... permissions) {
        add(identity(OKTA, "okta", "service-app", "automation"), permissions);
    }

    private void signInApp(String target, ProviderStatus standing) {
        add(identity(OKTA, "okta", "sign-in-app", "sso")
                .withStanding(standing)
                .withAttributes(Map.of("signs-in-to", target)));
    }

    private PathReport report() {
        PathTenantConverter stored =
                new PathTenantConverter(Map.of(OKTA, "okta", ENTRA, "entra", GITHUB, "github", SLACK, "slack"), NOW);
        TenantGraph graph = TenantGraphBuilder.build(
                PathRules.standard(), stored.convert(new TenantId("acme"), identities, people), problem -> {});
        return PathReport.of(graph, "tier-zero", Optional.empty(), List.of());
    }

    private static List<String> sentences(List<PathReport.ExposedPath> paths) {
        return paths.getFirst().steps().stream().map(PathStep::sentence).toList();
    }

    @Test
    @DisplayName("becomes the managed users of the enterprise at GitHub")
    void appAdministratorBecomesManagedUsers() {
        managedOwner("ana_acme");
        signInApp("github:enterprises/acme", ProviderStatus.ACTIVE);
        automation("okta.apps.manage", "role:APP_ADMIN");

        assertThat(report().paths()).singleElement().satisfies(path -> {
            assertThat(path.identity()).isEqualTo("okta-acme/oauth-client/automation");
            assertThat(path.steps()).extracting(PathStep::to).containsExactly("okta:sso", "person:ana@acme.example");
            assertThat(path.steps())
                    .extracting(PathStep::sentence)
                    .containsExactly(
                            "okta-acme/oauth-client/automation can change how people sign in through okta:sso, because it"
                                    + " has okta.apps.manage.",
                            "Anyone who changes okta:sso signs in to github as person:ana@acme.example."
                                    + " person:ana@acme.example can manage every member, role and setting of the organization.");
            assertThat(path.steps()).extracting(PathStep::condition).containsOnly(Optional.empty());
            assertThat(path.steps().getFirst().revocable()).isTrue();
        });
    }

    @Test
    @DisplayName("only might become managed users if the enterprise's short code is another name")
    void pathToManagedUserIsUncertainIfShortCodeDiffers() {
        managedOwner("ana_acme");
        signInApp("github:enterprises/acme-corporation", ProviderStatus.ACTIVE);
        automation("okta.apps.manage", "role:APP_ADMIN");

        assertThat(report().paths()).isEmpty();
        assertThat(report().possiblePaths())
                .singleElement()
                .satisfies(path -> assertThat(path.steps().getLast()).satisfies(step -> {
                    assertThat(step.sentence())
                            .startsWith(
                                    "Anyone who changes okta:sso signs in to github as person:ana@acme.example. That is"
                                            + " possible if the account at github signs in through okta:sso.");
                    assertThat(step.condition()).contains("the account at github signs in through okta:sso");
                }));
    }

    @Test
    @DisplayName("becomes nobody at GitHub through the app of an organization")
    void appForGitHubOrganizationOpensNoPath() {
        managedOwner("ana_acme");
        signInApp("github:acme", ProviderStatus.ACTIVE);
        automation("okta.apps.manage", "role:APP_ADMIN");

        assertThat(report().paths()).isEmpty();
        assertThat(report().possiblePaths()).isEmpty();
    }

    @Test
    @DisplayName("becomes nobody at GitHub who has a personal account")
    void personalGitHubAccountIsNotReachedThroughApp() {
        account(GITHUB, "ana", "ana@acme.example", new Alias("github-role", "owner"));
        signInApp("github:enterprises/acme", ProviderStatus.ACTIVE);
        automation("okta.apps.manage", "role:APP_ADMIN");

        assertThat(report().paths()).isEmpty();
        assertThat(report().possiblePaths()).isEmpty();
    }

    @Test
    @DisplayName("might become owners at Slack, whose way to sign in is unknown")
    void pathToSlackOwnerWithUnknownSignInMethodIsUncertain() {
        account(SLACK, "U1", "ana@acme.example", new Alias("slack-role", "owner"));
        signInApp("slack:acme", ProviderStatus.ACTIVE);
        automation("okta.apps.manage", "role:APP_ADMIN");

        assertThat(report().paths()).isEmpty();
        assertThat(sentences(report().possiblePaths()).getLast())
                .startsWith(
                        "Anyone who changes okta:sso signs in to slack as person:ana@acme.example. That is possible if the"
                                + " account at slack signs in through okta:sso.");
    }

    @Test
    @DisplayName("becomes nobody while the app is inactive")
    void inactiveAppOpensNoPath() {
        managedOwner("ana_acme");
        account(SLACK, "U1", "ana@acme.example", new Alias("slack-role", "owner"));
        signInApp("github:enterprises/acme", ProviderStatus.SUSPENDED);
        automation("okta.apps.manage", "role:APP_ADMIN");

        assertThat(report().paths()).isEmpty();
        assertThat(report().possiblePaths()).isEmpty();
    }

    @Test
    @DisplayName("needs the role of an app administrator at Okta")
    void roleWithoutAppAdministrationOpensNoPath() {
        managedOwner("ana_acme");
        signInApp("github:enterprises/acme", ProviderStatus.ACTIVE);
        automation("okta.apps.manage", "role:READ_ONLY_ADMIN");

        assertThat(report().paths()).isEmpty();
    }

    @Test
    @DisplayName("needs more than reading the apps")
    void readingAppsOpensNoPath() {
        managedOwner("ana_acme");
        signInApp("github:enterprises/acme", ProviderStatus.ACTIVE);
        automation("okta.apps.read", "role:APP_ADMIN");

        assertThat(report().paths()).isEmpty();
    }

    @Test
    @DisplayName("can be an app at Entra that gives it its own signing certificate")
    void entraApplicationAdministratorControlsSignInApp() {
        managedOwner("ana_acme");
        add(identity(ENTRA, "entra", "enterprise-app", "sso")
                .withAttributes(Map.of("signs-in-to", "github:enterprises/acme")));
        add(identity(ENTRA, "entra", "app-registration", "automation"), "role:Application Administrator");

        assertThat(sentences(report().paths()))
                .startsWith(
                        "entra-acme/oauth-client/automation can change how people sign in through microsoft:sso, because"
                                + " it has role:Application Administrator.");
    }

    @Test
    @DisplayName("can be a person who owns it at Entra")
    void ownerOfEntraAppControlsSignInThroughIt() {
        managedOwner("root_acme");
        account(ENTRA, "kim", "kim@acme.example");
        add(identity(ENTRA, "entra", "enterprise-app", "sso")
                .withOwnerClues(Set.of(new OwnerEvidenceItem(
                        new PersonId(ENTRA, "kim"), OwnerRole.DECLARED_OWNER, Timestamp.unknown())))
                .withAttributes(Map.of("signs-in-to", "github:enterprises/acme")));

        assertThat(sentences(report().peoplePaths()))
                .startsWith("person:kim@acme.example owns microsoft:sso and can change how people sign in through it.");
    }

    @Test
    @DisplayName("does not need to be the app itself, which cannot act")
    void signInAppItselfReachesNothing() {
        managedOwner("ana_acme");
        signInApp("github:enterprises/acme", ProviderStatus.ACTIVE);

        assertThat(report().exposed()).isZero();
    }

    @Test
    @DisplayName("is a choke point: revoking the grant closes the path")
    void revokingGrantClosesPath() {
        managedOwner("ana_acme");
        signInApp("github:enterprises/acme", ProviderStatus.ACTIVE);
        automation("okta.apps.manage", "role:APP_ADMIN");

        assertThat(report().cut()).containsExactly(new PathReport.CutGrant("okta-acme/oauth-client/automation#g", 0));
    }

    @Test
    @DisplayName("is also who resets the account at the identity provider that has the app")
    void resettingIdentityProviderAccountGivesControlOfLinkedAccount() {
        managedOwner("ana_acme");
        account(OKTA, "00u1", "ana@acme.example", new Alias("okta-role", "user"));
        account(ENTRA, "ana", "ana@acme.example", new Alias("entra-role", "member"));
        account(OKTA, "00u2", "root@acme.example", new Alias("okta-role", "SUPER_ADMIN"));
        add(identity(ENTRA, "entra", "enterprise-app", "sso")
                .withAttributes(Map.of("signs-in-to", "github:enterprises/acme")));
        add(identity(ENTRA, "entra", "app-registration", "desk"), "User-PasswordProfile.ReadWrite.All");

        assertThat(sentences(report().paths()).getLast()).contains("The account signs in to github through microsoft.");
    }

    @Test
    @DisplayName("is stored as a fact from which the same paths follow")
    void storesSignInTargetAsFact() {
        signInApp("github:enterprises/acme", ProviderStatus.ACTIVE);
        PathFacts facts = new PathFacts(PathRules.standard(), PathSettings.none());
        String text = facts.of(identities.getFirst(), NOW);

        assertThat(PathFacts.identity(text).signsInTo()).containsExactly("github:enterprises/acme");
        assertThat(PathFacts.openTheSame(text, text.replace("enterprises/acme", "enterprises/other")))
                .isFalse();
        assertThat(PathFacts.identity(text.replace(",\"signsInTo\":[\"github:enterprises/acme\"]", ""))
                        .signsInTo())
                .isEmpty();
    }

    /** An owner of the Slack workspace who signs in through an identity provider, and an agent that can reset passwords there. */
    private void ownerOfSlackWhosePasswordCanBeReset() {
        account(OKTA, "ana", "ana@acme.example", new Alias("okta-role", "user"));
        account(ENTRA, "ana", "ana@acme.example");
        account(SLACK, "U1", "ana@acme.example", new Alias("slack-role", "owner"), new Alias("slack-sign-in", "sso"));
        signInApp("slack:acme", ProviderStatus.ACTIVE);
        automation("okta.users.manage", "role:HELP_DESK_ADMIN");
    }

    @Test
    @DisplayName("is certain of the account's identity provider if only one has an app for it")
    void pathIsCertainIfOnlyOneIdentityProviderHasApp() {
        ownerOfSlackWhosePasswordCanBeReset();

        assertThat(report().paths())
                .extracting(PathReport.ExposedPath::identity)
                .contains("okta-acme/oauth-client/automation");
    }

    @Test
    @DisplayName("is not certain of the account's identity provider if two have an app for it")
    void pathIsNotCertainIfTwoIdentityProvidersHaveApp() {
        ownerOfSlackWhosePasswordCanBeReset();
        add(identity(ENTRA, "microsoft", "service-principal", "slack")
                .withAttributes(Map.of("signs-in-to", "slack:acme")));

        assertThat(report().paths())
                .extracting(PathReport.ExposedPath::identity)
                .doesNotContain("okta-acme/oauth-client/automation");
    }

    private void assigned(String user, String app) {
        people.add(row(assignment(user, app)));
    }

    /** Adds the row which states that everyone who is assigned to the app was read. */
    private void allAssignedAreRead(String app) {
        assigned("*", app);
    }

    private static Person assignment(String user, String app) {
        return Person.of(
                        new PersonId(OKTA, user).assignedId(app),
                        user,
                        KnownOrUnknown.unknown(),
                        EmploymentStatus.UNKNOWN)
                .withAliases(Set.of(new Alias("assigned-app", "okta-acme/oauth-client/" + app)));
    }

    private List<String> exposed() {
        return report().paths().stream().map(PathReport.ExposedPath::identity).toList();
    }

    @Test
    @DisplayName("is certain of one of two identity providers if the person is not assigned to the other one's app")
    void assignmentsDecideBetweenTwoIdentityProviders() {
        account(OKTA, "00u1", "ana@acme.example", new Alias("okta-role", "user"));
        account(ENTRA, "ana", "ana@acme.example", new Alias("entra-role", "member"));
        account(SLACK, "U1", "ana@acme.example", new Alias("slack-role", "owner"), new Alias("slack-sign-in", "sso"));
        account(OKTA, "00u2", "bo@acme.example", new Alias("okta-role", "user"));
        signInApp("slack:acme", ProviderStatus.ACTIVE);
        add(identity(ENTRA, "entra", "enterprise-app", "slack").withAttributes(Map.of("signs-in-to", "slack:acme")));
        add(identity(ENTRA, "entra", "app-registration", "desk"), "User-PasswordProfile.ReadWrite.All");
        assertThat(exposed()).as("assignments at Okta are unknown").isEmpty();

        assigned("00u2", "sso");
        assertThat(exposed()).as("Bo's assignment is read, others may follow").isEmpty();

        allAssignedAreRead("sso");
        assertThat(exposed()).as("only Bo is assigned at Okta").containsExactly("entra-acme/oauth-client/desk");
    }

    @Test
    @DisplayName("does not follow an account to an app that the person is not assigned to")
    void doesNotFollowUnassignedPeople() {
        ownerOfSlackWhosePasswordCanBeReset();
        account(OKTA, "bo", "bo@acme.example", new Alias("okta-role", "user"));
        assigned("bo", "sso");
        assertThat(exposed()).as("the first read is not complete").contains("okta-acme/oauth-client/automation");

        allAssignedAreRead("sso");
        assertThat(report().paths()).isEmpty();
        assertThat(report().possiblePaths()).isEmpty();
    }

    @Test
    @DisplayName("does not follow anyone to an app to which nobody is assigned any longer")
    void doesNotFollowAnyoneIfLastAssignmentEnded() {
        ownerOfSlackWhosePasswordCanBeReset();
        people.add(new StoredRecord<>(
                assignment("ana", "sso"), NOW.minusSeconds(3600), NOW, Optional.of(NOW.minusSeconds(60)), false));
        allAssignedAreRead("sso");

        assertThat(report().paths()).isEmpty();
        assertThat(report().possiblePaths()).isEmpty();
    }

    @Test
    @DisplayName("follows an account to the app that the person is assigned to")
    void followsAssignedPeople() {
        ownerOfSlackWhosePasswordCanBeReset();
        assigned("ana", "sso");
        allAssignedAreRead("sso");

        assertThat(exposed()).containsExactly("okta-acme/oauth-client/automation");
    }

    @Test
    @DisplayName("only might follow an assigned person whose way to sign in is unknown")
    void assignmentAloneIsNotCertain() {
        account(OKTA, "ana", "ana@acme.example", new Alias("okta-role", "user"));
        account(SLACK, "U1", "ana@acme.example", new Alias("slack-role", "owner"));
        signInApp("slack:acme", ProviderStatus.ACTIVE);
        automation("okta.users.manage", "role:HELP_DESK_ADMIN");
        assigned("ana", "sso");

        assertThat(report().paths()).isEmpty();
        assertThat(sentences(report().possiblePaths()).getLast())
                .contains(
                        "The account could sign in to slack through okta, if the account at slack signs in through okta.");
    }

    @Test
    @DisplayName("ignores an assignment that was removed, an app that is inactive, and a person who was suspended")
    void ignoresEndedAssignments() {
        account(OKTA, "ana", "ana@acme.example", new Alias("okta-role", "user"));
        account(ENTRA, "ana", "ana@acme.example");
        account(SLACK, "U1", "ana@acme.example", new Alias("slack-role", "owner"), new Alias("slack-sign-in", "sso"));
        automation("okta.users.manage", "role:HELP_DESK_ADMIN");
        assigned("bo", "sso");
        allAssignedAreRead("sso");
        people.add(new StoredRecord<>(
                assignment("ana", "sso"), NOW.minusSeconds(3600), NOW, Optional.of(NOW.minusSeconds(60)), false));
        account(OKTA, "bo", "bo@acme.example");
        signInApp("slack:acme", ProviderStatus.ACTIVE);
        assertThat(exposed()).as("removed").isEmpty();

        assigned("ana", "sso");
        assertThat(exposed()).as("assigned").isNotEmpty();
        identities.removeLast();
        signInApp("slack:acme", ProviderStatus.SUSPENDED);
        assertThat(exposed()).as("inactive app").isEmpty();

        identities.removeLast();
        signInApp("slack:acme", ProviderStatus.ACTIVE);
        people.add(row(Person.of(
                new PersonId(GITHUB, "ana"),
                "ana",
                KnownOrUnknown.known("ana@acme.example"),
                EmploymentStatus.SUSPENDED)));
        assertThat(exposed()).as("suspended person").isEmpty();
    }

    @Test
    @DisplayName("becomes people at Slack who use single sign-on, if no other app leads there")
    void becomesPeopleWithoutAnotherWayIn() {
        account(OKTA, "ana", "ana@acme.example", new Alias("okta-role", "user"));
        account(SLACK, "U1", "ana@acme.example", new Alias("slack-role", "owner"), new Alias("slack-sign-in", "sso"));
        signInApp("slack:acme", ProviderStatus.ACTIVE);
        automation("okta.apps.manage", "role:APP_ADMIN");
        assertThat(exposed()).containsExactly("okta-acme/oauth-client/automation");

        add(identity(OKTA, "okta", "sign-in-app", "other").withAttributes(Map.of("signs-in-to", "slack:acme")));
        assertThat(exposed()).as("another app").isEmpty();
    }

    @Test
    @DisplayName("only might follow single sign-on if no app for it is known")
    void identityProviderMayNotBeConnected() {
        managedOwner("ana_acme");
        account(OKTA, "ana", "ana@acme.example", new Alias("okta-role", "user"));
        automation("okta.users.manage", "role:HELP_DESK_ADMIN");

        assertThat(report().paths()).isEmpty();
        assertThat(sentences(report().possiblePaths()).getLast())
                .contains(
                        "The account could sign in to github through okta, if the account at github signs in through okta.");

        signInApp("github:enterprises/acme", ProviderStatus.ACTIVE);
        assertThat(exposed()).containsExactly("okta-acme/oauth-client/automation");
    }

    @Test
    @DisplayName("is distinguished from a member of an organization, who first signs in with a personal account")
    void membersOfOrganizationsAreNotReachedThroughIdentityProvider() {
        account(GITHUB, "ana", "ana@acme.example", new Alias("github-role", "owner"));
        account(OKTA, "ana", "ana@acme.example", new Alias("okta-role", "user"));
        signInApp("github:acme", ProviderStatus.ACTIVE);
        assigned("ana", "sso");
        automation("okta.users.manage", "role:HELP_DESK_ADMIN");

        assertThat(report().paths()).isEmpty();
        assertThat(report().possiblePaths()).isEmpty();
    }

    @Test
    @DisplayName("is found from stored facts about assignments as from the rows")
    void assignmentsAreStoredAsFacts() {
        assigned("ana", "sso");
        PathFacts facts = new PathFacts(PathRules.standard(), PathSettings.none());
        String text = facts.of(people.getFirst());

        assertThat(PathFacts.account(text)).isEqualTo(PathAccount.of(people.getFirst()));
        assertThat(text).as("short, because there are many").isEqualTo("assigned okta-acme/assigned/sso/ana");
        assertThat(PathFacts.openTheSame(text, text)).isTrue();

        account(OKTA, "ana", "ana@acme.example");
        String account = facts.of(people.getLast());
        assertThat(account).contains(",\"assigned\":[]");
        assertThat(PathFacts.account(account.replace(",\"assigned\":[]", "")).assigned())
                .as("facts of an earlier version")
                .isEmpty();
    }
}
