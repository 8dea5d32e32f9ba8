package io.grantkeeper.paths;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tests the published tier-zero rules. Sources: the privilege zone rules of GitHound and OktaHound, and the tier-zero
 * table for Entra without the roles that depend only on a tenant's contents. The organization itself, its owners role
 * and its SAML provider are not nodes of Grantkeeper's graph.
 */
class ZoneRulesTest {
    private static PathIdentity identity(Optional<String> person, Optional<Set<String>> reach, String... permissions) {
        return new PathIdentity(
                "x",
                "github",
                "app",
                true,
                List.of(new PathGrant("g", List.of(permissions), person, reach, true)),
                List.of(),
                List.of());
    }

    private static PathPerson person(String role, PathPerson.SignIn signIn, boolean active) {
        return new PathPerson(
                "ana",
                Set.of(role),
                Map.of("okta", "ana", "github", "ana"),
                Map.of("github", signIn),
                Optional.empty(),
                active);
    }

    private static List<String> members(String zone, List<PathIdentity> identities, List<PathPerson> people) {
        TenantGraph graph = TenantGraphBuilder.build(
                        PathRules.standard(), new PathTenant("acme", identities, people, List.of()), problem -> {})
                .toward(zone);
        return graph.tierZero().stream()
                .mapToObj(node -> graph.node(node).name())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "github-published, github:owner, true",
        "github-published, github:write_organization_custom_org_role, true",
        "github-published, github:all_repo_admin, true",
        "github-published, github:member, false",
        "github-published, github:billing-manager, false",
        "okta-published, okta:SUPER_ADMIN, true",
        "okta-published, okta:ORG_ADMIN, true",
        "okta-published, okta:APP_ADMIN, false",
        "okta-published, okta:HELP_DESK_ADMIN, false",
        "entra-published, microsoft:Global Administrator, true",
        "entra-published, microsoft:Privileged Role Administrator, true",
        "entra-published, microsoft:Privileged Authentication Administrator, true",
        "entra-published, microsoft:Partner Tier2 Support, true",
        "entra-published, microsoft:Intune Administrator, true",
        "entra-published, microsoft:Security Administrator, true",
        "entra-published, microsoft:Application Administrator, false",
        "entra-published, microsoft:Knowledge Administrator, false",
        "entra-published, microsoft:Domain Name Administrator, false"
    })
    void zonesContainPeopleWithSelectedRoles(String zone, String role, boolean member) {
        assertThat(members(zone, List.of(), List.of(person(role, PathPerson.SignIn.MFA, true))))
                .isEqualTo(member ? List.of("person:ana") : List.of());
        assertThat(members(zone, List.of(), List.of(person(role, PathPerson.SignIn.MFA, false))))
                .isEmpty();
    }

    @Test
    void zoneContainsAccountsThroughWhichOwnersSignIn() {
        assertThat(members("github-published", List.of(), List.of(person("github:owner", PathPerson.SignIn.SSO, true))))
                .hasSize(2);
        assertThat(members("github-published", List.of(), List.of(person("github:owner", PathPerson.SignIn.MFA, true))))
                .hasSize(1);
        assertThat(members(
                        "github-published", List.of(), List.of(person("github:member", PathPerson.SignIn.SSO, true))))
                .isEmpty();
    }

    @Test
    void zoneContainsAppsAndTokensThatCanWriteEverywhere() {
        PathPerson ana = person("github:member", PathPerson.SignIn.MFA, true);
        assertThat(members(
                        "github-published",
                        List.of(identity(Optional.empty(), Optional.empty(), "issues:write")),
                        List.of()))
                .containsExactly("x");
        assertThat(members(
                        "github-published",
                        List.of(identity(Optional.of("ana"), Optional.empty(), "contents:write")),
                        List.of(ana)))
                .containsExactly("x");
        assertThat(members(
                        "github-published",
                        List.of(identity(Optional.empty(), Optional.empty(), "contents:read")),
                        List.of()))
                .isEmpty();
        assertThat(members(
                        "github-published",
                        List.of(identity(Optional.empty(), Optional.of(Set.of("web")), "contents:write")),
                        List.of()))
                .isEmpty();
    }

    @Test
    void zoneContainsAppsThatCanChangeOrganizationRoles() {
        assertThat(members(
                        "github-published",
                        List.of(identity(
                                Optional.empty(), Optional.of(Set.of("web")), "organization_custom_org_roles:write")),
                        List.of()))
                .containsExactly("x");
    }

    /**
     * The published rules by file name, each with the selector that represents it. The selector is empty if the rule
     * selects no node of Grantkeeper's graph.
     */
    private static final Map<String, String> PUBLISHED = Map.ofEntries(
            Map.entry("t0-all-repo-admin-role", "role:allrepoadmin"),
            Map.entry("t0-app-installations-all-repos", "writes-everywhere"),
            Map.entry("t0-apps-all-repos", "writes-everywhere"),
            Map.entry("t0-external-identities-owners", "sso-of:owner"),
            Map.entry("t0-organizations", ""),
            Map.entry("t0-owner-users", "role:owner"),
            Map.entry("t0-owners-role", ""),
            Map.entry("t0-pats-all-repos", "writes-everywhere"),
            Map.entry("t0-privilege-escalation-roles", "permission:organization_custom_org_roles:write"),
            Map.entry("t0-privilege-escalation-users", "role:writeorganizationcustomorgrole"),
            Map.entry("t0-saml-identity-providers", ""));

    @Test
    void everyPublishedGitHubRuleHasASelector() throws IOException {
        Set<String> selectors = ZoneRules.standard().all().stream()
                .filter(rule -> rule.zone().equals("github-published"))
                .map(ZoneRules.ZoneRule::selector)
                .collect(Collectors.toSet());
        assertThat(PUBLISHED.values().stream().filter(one -> !one.isEmpty())).allMatch(selectors::contains);
        assertThat(PUBLISHED.values()).containsAll(selectors);
        Optional<Path> published = Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
                .map(folder -> folder.resolve("shared/data/conformance/opengraph/tier-zero-github"))
                .filter(Files::isDirectory)
                .findFirst();
        assumeTrue(published.isPresent(), "the published rules are not on this machine");
        try (Stream<Path> files = Files.list(published.get())) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".json"))
                            .map(name -> name.substring(0, name.length() - ".json".length())))
                    .containsExactlyInAnyOrderElementsOf(PUBLISHED.keySet());
        }
    }

    @Test
    void listsZonesIfGivenZoneIsUnknown() {
        assertThatThrownBy(() -> members("github", List.of(), List.of()))
                .hasMessageContaining("tier-zero, entra-published, github-published, okta-published");
    }
}
