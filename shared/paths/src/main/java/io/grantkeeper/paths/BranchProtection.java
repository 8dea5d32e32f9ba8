package io.grantkeeper.paths;

import java.util.Set;

/**
 * A GitHub branch protection rule, modeled as two gates, both of which a push must pass. Required reviews and a lock
 * close the merge gate; restricted pushes close the push gate. A new branch passes unless the rule's pattern covers
 * every branch and creations are blocked. Source:
 * https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/managing-protected-branches/about-protected-branches
 *
 * @param pattern the pattern of branch names; {@code *} covers every branch
 * @param requiresReviews whether a change needs a reviewed pull request
 * @param restrictsPushes whether only named actors can push
 * @param blocksCreations whether only the actors that are allowed to push can create branches; has no effect unless
 *     pushes are restricted
 * @param locked whether the branch is read-only
 * @param adminsEnforced whether this rule also applies to actors that could otherwise bypass the merge gate
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
    /** An ability in a repository that an actor can have in addition to write access. */
    public enum Ability {
        /** Passes the merge gate unless administrators are also bound by the rule. */
        BYPASS_BRANCH_PROTECTION,
        /** Passes the push gate. */
        PUSH_PROTECTED_BRANCH,
        /** Can remove the rule. */
        EDIT_PROTECTIONS,
        /** Administers the repository. */
        ADMIN
    }

    /**
     * Stands for an unknown actor in {@link #pushAllowances} or {@link #reviewBypasses}: the rule has such an actor,
     * but does not say which one.
     */
    public static final String SOMEONE = "?";

    public BranchProtection {
        pushAllowances = Set.copyOf(pushAllowances);
        reviewBypasses = Set.copyOf(reviewBypasses);
    }

    /** Returns whether an actor with write access can push to an existing branch that the rule covers. */
    public boolean allowsPush(String actor, Set<Ability> abilities) {
        return canRemoveRule(abilities) || (passesMergeGate(actor, abilities) && passesPushGate(actor, abilities));
    }

    /** Returns whether an actor with write access can push a new branch, for example one with a changed workflow. */
    public boolean allowsNewBranch(String actor, Set<Ability> abilities) {
        boolean closed = pattern.equals("*") && restrictsPushes && blocksCreations;
        return !closed || canRemoveRule(abilities) || passesPushGate(actor, abilities);
    }

    /** Returns whether the rule lets unknown actors push. */
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
