package io.grantkeeper.paths;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The published tier-zero rules, one test each. Sources: the privilege zone rules of GitHound and of OktaHound. The
 * organization itself, its owners role and its SAML provider are no nodes of our graph.
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
        "okta-published, okta:HELP_DESK_ADMIN, false"
    })
    void rolesOfPeople(String zone, String role, boolean member) {
        assertThat(members(zone, List.of(), List.of(person(role, PathPerson.SignIn.MFA, true))))
                .isEqualTo(member ? List.of("person:ana") : List.of());
        assertThat(members(zone, List.of(), List.of(person(role, PathPerson.SignIn.MFA, false))))
                .isEmpty();
    }

    @Test
    void accountsThroughWhichOwnersSignIn() {
        assertThat(members("github-published", List.of(), List.of(person("github:owner", PathPerson.SignIn.SSO, true))))
                .hasSize(2);
        assertThat(members("github-published", List.of(), List.of(person("github:owner", PathPerson.SignIn.MFA, true))))
                .hasSize(1);
        assertThat(members(
                        "github-published", List.of(), List.of(person("github:member", PathPerson.SignIn.SSO, true))))
                .isEmpty();
    }

    @Test
    void appsAndTokensThatWriteEverywhere() {
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
    void appsThatChangeOrganizationRoles() {
        assertThat(members(
                        "github-published",
                        List.of(identity(
                                Optional.empty(), Optional.of(Set.of("web")), "organization_custom_org_roles:write")),
                        List.of()))
                .containsExactly("x");
    }

    @Test
    void namesTheZonesIfOneIsUnknown() {
        assertThatThrownBy(() -> members("github", List.of(), List.of()))
                .hasMessageContaining("tier-zero, github-published, okta-published");
    }
}
