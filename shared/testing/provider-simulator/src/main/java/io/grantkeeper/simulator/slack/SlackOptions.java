package io.grantkeeper.simulator.slack;

import java.util.Optional;
import java.util.Set;

/**
 * The configuration of a Slack double. Start from {@link #defaults()} and change only what a test needs.
 *
 * @param plan the company's plan
 * @param onlyScopes the scopes of the tokens that the double issues; empty for all scopes
 * @param enforceLimits whether calls that exceed a method's rate limit tier are refused, rather than only
 *         counted
 * @param mostPerPage the maximum page size; Slack may return fewer rows than requested
 * @param closedWorkspaces the workspaces that the token's owner is not a member of
 */
public record SlackOptions(
        Plan plan,
        Optional<Set<String>> onlyScopes,
        boolean enforceLimits,
        int mostPerPage,
        Set<String> closedWorkspaces) {

    /** The plan, which determines the available administration methods. */
    public enum Plan {
        /**
         * An organization with several workspaces and one token that is valid for all of them. All administration
         * methods are available.
         */
        ENTERPRISE,
        /** A single paid workspace. Only integration logs and members can be read. */
        PRO,
        /** A single free workspace. Only members can be read. */
        FREE
    }

    private static final int MANY = 1_000;

    public SlackOptions {
        onlyScopes = onlyScopes.map(Set::copyOf);
        closedWorkspaces = Set.copyOf(closedWorkspaces);
    }

    public static SlackOptions defaults() {
        return new SlackOptions(Plan.ENTERPRISE, Optional.empty(), true, MANY, Set.of());
    }

    public SlackOptions withPlan(Plan other) {
        return new SlackOptions(other, onlyScopes, enforceLimits, mostPerPage, closedWorkspaces);
    }

    public SlackOptions withScopes(Set<String> scopes) {
        return new SlackOptions(plan, Optional.of(scopes), enforceLimits, mostPerPage, closedWorkspaces);
    }

    /**
     * Returns these options with rate limits that are only counted and not enforced, for tests that do not test the
     * limits.
     */
    public SlackOptions withoutLimits() {
        return new SlackOptions(plan, onlyScopes, false, mostPerPage, closedWorkspaces);
    }

    public SlackOptions withPagesOf(int rows) {
        return new SlackOptions(plan, onlyScopes, enforceLimits, rows, closedWorkspaces);
    }

    public SlackOptions withClosedWorkspaces(Set<String> ids) {
        return new SlackOptions(plan, onlyScopes, enforceLimits, mostPerPage, ids);
    }
}
