package io.grantkeeper.paths;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Tests that the roles that an identity could pass to an AWS service count only as possible steps, because no fact
 * states a role's trust policy.
 */
class PassedRolesTest {
    private static PathIdentity role(String id, Optional<Set<String>> reach, List<String> permissions) {
        PathGrant grant = new PathGrant("grant", permissions, Optional.empty(), reach, true);
        return new PathIdentity(id, "aws", "role", true, List.of(grant), List.of(), List.of());
    }

    private static TenantGraph graph(Optional<Set<String>> reach, String... permissions) {
        PathTenant tenant = new PathTenant(
                "acme",
                List.of(
                        role("builder", reach, List.of(permissions)),
                        role("crown", Optional.empty(), List.of("AdministratorAccess"))),
                List.of(),
                List.of());
        return TenantGraphBuilder.build(PathRules.standard(), tenant, problem -> {});
    }

    private static TenantGraph graph(String... permissions) {
        return graph(Optional.empty(), permissions);
    }

    private static boolean couldReach(TenantGraph graph) {
        TenantGraph possible = graph.withPossibleEdges();
        return possible.reaching(ZonePaths.into(possible.graph(), possible.tierZero()))
                .containsKey("builder");
    }

    @Test
    void stepToRoleThatCanBePassedToServiceIsPossibleButNotCertain() {
        CompanyJson company = new CompanyJson();
        company.identity("builder", "aws", "role", "tenant", "iam:PassRole", "lambda:CreateFunction");
        company.crown();
        assertThat(company.paths()).isEmpty();
        assertThat(company.problems)
                .singleElement()
                .asString()
                .contains("'builder' can pass roles to a service that it starts with lambda:CreateFunction");
        assertThat(couldReach(graph("iam:PassRole", "lambda:CreateFunction"))).isTrue();
    }

    @Test
    void neitherOfTwoRequiredPermissionsAloneOpensRole() {
        assertThat(couldReach(graph("iam:PassRole"))).isFalse();
        assertThat(couldReach(graph("lambda:CreateFunction"))).isFalse();
        assertThat(couldReach(graph("iam:PassRole", "lambda:InvokeFunction"))).isFalse();
        assertThat(couldReach(graph("iam:PassRole", "ec2:*"))).isTrue();
    }

    @Test
    void onlyRolesWithinReachCanBePassed() {
        String[] permissions = {"iam:PassRole", "ec2:RunInstances"};
        assertThat(couldReach(graph(Optional.of(Set.of("other")), permissions))).isFalse();
        assertThat(couldReach(graph(Optional.of(Set.of("arn:aws:iam::1:role/crown")), permissions)))
                .isTrue();
    }

    @Test
    void conditionNamesTrustPolicy() {
        assertThat(graph("iam:PassRole", "ecs:RunTask").possible())
                .extracting(edge -> edge.fact().condition())
                .allSatisfy(condition -> assertThat(condition).contains(PassedRoles.CONDITION));
    }
}
