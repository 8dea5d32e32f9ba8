package io.grantkeeper.paths;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.paths.BranchProtection.Ability;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ArrayNode;

/** Checks every cell of the branch protection matrix that SpecterOps measured on GitHub and published for GitHound. */
class BranchProtectionTest {
    private static final String ACTOR = "ci";

    private static BranchProtection rule(String kind, boolean enforced, Set<String> pushes, Set<String> reviews) {
        return new BranchProtection(
                "deploy",
                "*",
                kind.equals("reviews"),
                kind.equals("pushes") || kind.equals("creations"),
                kind.equals("creations"),
                kind.equals("lock"),
                enforced,
                pushes,
                reviews);
    }

    private static Set<Ability> abilities(String names) {
        EnumSet<Ability> abilities = EnumSet.noneOf(Ability.class);
        for (String name : names.split(" ", -1)) {
            if (!name.equals("write")) {
                abilities.add(Ability.valueOf(name.toUpperCase(Locale.ROOT)));
            }
        }
        return abilities;
    }

    @ParameterizedTest
    @CsvSource({
        // who, administrators enforced, reviews, restricted pushes, lock, restricted pushes and blocked creations
        "write, false, false, false, false, false",
        "write, true, false, false, false, false",
        "bypass_branch_protection, false, true, false, true, false",
        "bypass_branch_protection, true, false, false, false, false",
        "push_protected_branch, false, false, true, false, true",
        "push_protected_branch, true, false, true, false, true",
        "bypass_branch_protection push_protected_branch, false, true, true, true, true",
        // enforcement closes the bypass of the merge gate, and leaves that of the push gate
        "bypass_branch_protection push_protected_branch, true, false, true, false, true",
        "admin, false, true, true, true, true",
        "admin, true, false, true, false, true",
        "edit_protections, false, true, true, true, true",
        "edit_protections, true, true, true, true, true"
    })
    void allowsPushToExistingBranchOnlyAsPublishedMatrixStates(
            String who, boolean enforced, boolean reviews, boolean pushes, boolean lock, boolean creations) {
        Set<Ability> abilities = abilities(who);
        assertThat(rule("reviews", enforced, Set.of(), Set.of()).allowsPush(ACTOR, abilities))
                .isEqualTo(reviews);
        assertThat(rule("pushes", enforced, Set.of(), Set.of()).allowsPush(ACTOR, abilities))
                .isEqualTo(pushes);
        assertThat(rule("lock", enforced, Set.of(), Set.of()).allowsPush(ACTOR, abilities))
                .isEqualTo(lock);
        assertThat(rule("creations", enforced, Set.of(), Set.of()).allowsPush(ACTOR, abilities))
                .isEqualTo(creations);
    }

    @ParameterizedTest
    @CsvSource({
        "write, true, true, true, false",
        "bypass_branch_protection, true, true, true, false",
        "push_protected_branch, true, true, true, true",
        "bypass_branch_protection push_protected_branch, true, true, true, true",
        "admin, true, true, true, true",
        "edit_protections, true, true, true, true"
    })
    void allowsNewBranchUnlessRuleStopsActor(
            String who, boolean reviews, boolean pushes, boolean lock, boolean creations) {
        Set<Ability> abilities = abilities(who);
        for (boolean enforced : new boolean[] {false, true}) {
            assertThat(rule("reviews", enforced, Set.of(), Set.of()).allowsNewBranch(ACTOR, abilities))
                    .isEqualTo(reviews);
            assertThat(rule("pushes", enforced, Set.of(), Set.of()).allowsNewBranch(ACTOR, abilities))
                    .isEqualTo(pushes);
            assertThat(rule("lock", enforced, Set.of(), Set.of()).allowsNewBranch(ACTOR, abilities))
                    .isEqualTo(lock);
            assertThat(rule("creations", enforced, Set.of(), Set.of()).allowsNewBranch(ACTOR, abilities))
                    .isEqualTo(creations);
        }
    }

    @Test
    void namedActorsBypassOnlyRestrictionThatNamesThem() {
        assertThat(rule("pushes", true, Set.of(ACTOR), Set.of()).allowsPush(ACTOR, Set.of()))
                .isTrue();
        assertThat(rule("pushes", true, Set.of("other"), Set.of()).allowsPush(ACTOR, Set.of()))
                .isFalse();
        assertThat(rule("reviews", true, Set.of(), Set.of(ACTOR)).allowsPush(ACTOR, Set.of()))
                .isTrue();
        assertThat(rule("lock", true, Set.of(), Set.of(ACTOR)).allowsPush(ACTOR, Set.of()))
                .isFalse();
    }

    @Test
    void blocksNewBranchesOnlyIfRuleCoversAllBranchesAndRestrictsPushes() {
        BranchProtection main =
                new BranchProtection("deploy", "main", false, true, true, false, true, Set.of(), Set.of());
        BranchProtection unrestricted =
                new BranchProtection("deploy", "*", false, false, true, false, true, Set.of(), Set.of());
        assertThat(main.allowsNewBranch(ACTOR, Set.of())).isTrue();
        assertThat(unrestricted.allowsNewBranch(ACTOR, Set.of())).isTrue();
    }

    @Test
    void opensProtectedSecretsOnlyToActorsThatBranchRulesAllowToPush() {
        CompanyJson company = new CompanyJson();
        company.identity("ci", "github", "app", "tenant", "contents:write");
        company.identity("admin", "github", "app", "tenant", "administration:write");
        company.identity("named", "github", "app", "tenant", "contents:write");
        CompanyJson.credential(company.crown(), "key-1", "github:deploy");
        ArrayNode protections = company.root.putArray("protections");
        protections.addObject().put("repository", "deploy").put("requiresReviews", true);
        assertThat(company.paths()).containsOnlyKeys("ci", "admin", "named");

        protections
                .addObject()
                .put("repository", "deploy")
                .put("restrictsPushes", true)
                .put("blocksCreations", true)
                .putArray("pushAllowances")
                .add("named");
        assertThat(company.paths().keySet()).isEqualTo(Set.copyOf(List.of("admin", "named")));
    }
}
