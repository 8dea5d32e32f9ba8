package io.grantkeeper.paths;

import java.util.Set;

/**
 * A GitHub branch protection rule, as two gates that a push must both pass. Reviews and the lock close the merge gate;
 * restricted pushes close the push gate. A new branch passes unless the rule's pattern covers every branch and creations
 * are blocked. Source: https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/managing-protected-branches/about-protected-branches
 *
 * @param pattern the pattern of branch names; {@code *} covers every branch
 * @param requiresReviews whether changes need a reviewed pull request
 * @param restrictsPushes whether only named actors can push
 * @param blocksCreations whether only those actors can create branches; has no effect without restricted pushes
 * @param locked whether the branch is read-only
 * @param adminsEnforced whether those who can bypass the merge gate cannot bypass this rule
 * @param pushAllowances the actors that can push although pushes are restricted
 * @param reviewBypasses the actors that need no reviewed pull request
 */
public record BranchProtection(
        String repository,
        String pattern,
        boolean requiresReviews,
        boolean restrictsPushes,
        boolean blocksCreations,
        boolean locked,
        boolean adminsEnforced,
        Set<String> pushAllowances,
        Set<String> reviewBypasses) {
    /** What an actor may do in a repository beyond writing. */
    public enum Ability {
        /** Passes the merge gate where administrators are not enforced. */
        BYPASS_BRANCH_PROTECTION,
        /** Passes the push gate. */
        PUSH_PROTECTED_BRANCH,
        /** Can remove the rule. */
        EDIT_PROTECTIONS,
        /** Administers the repository. */
        ADMIN
    }

    /** An actor in {@link #pushAllowances} or {@link #reviewBypasses} of whom is only known that there is one. */
    public static final String SOMEONE = "?";

    public BranchProtection {
        pushAllowances = Set.copyOf(pushAllowances);
        reviewBypasses = Set.copyOf(reviewBypasses);
    }

    /** Returns whether an actor that can write can push to an existing branch that the rule covers. */
    public boolean allowsPush(String actor, Set<Ability> abilities) {
        return canRemoveRule(abilities) || (passesMergeGate(actor, abilities) && passesPushGate(actor, abilities));
    }

    /** Returns whether an actor that can write can push a new branch, for example with a changed workflow. */
    public boolean allowsNewBranch(String actor, Set<Ability> abilities) {
        boolean closed = pattern.equals("*") && restrictsPushes && blocksCreations;
        return !closed || canRemoveRule(abilities) || passesPushGate(actor, abilities);
    }

    /** Returns whether the rule lets actors push that are not known. */
    boolean hasUnknownExceptions() {
        return pushAllowances.contains(SOMEONE);
    }

    private static boolean canRemoveRule(Set<Ability> abilities) {
        return abilities.contains(Ability.EDIT_PROTECTIONS);
    }

    private boolean passesMergeGate(String actor, Set<Ability> abilities) {
        boolean bypasses = !adminsEnforced
                && (abilities.contains(Ability.BYPASS_BRANCH_PROTECTION) || abilities.contains(Ability.ADMIN));
        boolean reviewed = !requiresReviews || bypasses || reviewBypasses.contains(actor);
        return reviewed && (!locked || bypasses);
    }

    private boolean passesPushGate(String actor, Set<Ability> abilities) {
        return !restrictsPushes
                || abilities.contains(Ability.PUSH_PROTECTED_BRANCH)
                || abilities.contains(Ability.ADMIN)
                || pushAllowances.contains(actor);
    }
}
