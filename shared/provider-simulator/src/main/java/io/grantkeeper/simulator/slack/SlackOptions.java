package io.grantkeeper.simulator.slack;

import java.util.Optional;
import java.util.Set;

/**
 * What a Slack double is like; start from {@link #usual()} and change what the test is about.
 *
 * @param plan what the company pays for
 * @param onlyScopes what tokens may do; empty for everything
 * @param enforceLimits whether calls over a method's tier are refused, or only counted
 * @param mostPerPage Slack may give fewer rows than were asked for, and this double never gives more than this
 * @param closedWorkspaces those that the token's owner is no member of
 */
public record SlackOptions(
        Plan plan,
        Optional<Set<String>> onlyScopes,
        boolean enforceLimits,
        int mostPerPage,
        Set<String> closedWorkspaces) {

    /** What of the administrators' API is there. */
    public enum Plan {
        /** An organisation with several workspaces, and a token for all of them. */
        ENTERPRISE,
        /** A single paid workspace: integration logs and members, nothing else. */
        PRO,
        /** A single free workspace: members only. */
        FREE
    }

    private static final int MANY = 1_000;

    public SlackOptions {
        onlyScopes = onlyScopes.map(Set::copyOf);
        closedWorkspaces = Set.copyOf(closedWorkspaces);
    }

    public static SlackOptions usual() {
        return new SlackOptions(Plan.ENTERPRISE, Optional.empty(), true, MANY, Set.of());
    }

    public SlackOptions withPlan(Plan other) {
        return new SlackOptions(other, onlyScopes, enforceLimits, mostPerPage, closedWorkspaces);
    }

    public SlackOptions withScopes(Set<String> scopes) {
        return new SlackOptions(plan, Optional.of(scopes), enforceLimits, mostPerPage, closedWorkspaces);
    }

    /** Counts without refusing: for tests that are about something else. */
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
