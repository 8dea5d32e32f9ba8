package io.grantkeeper.simulator.github;

import io.grantkeeper.simulator.http.SimulatorResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks whether a caller meets a route's requirements. */
final class GitHubRoutePermissions {

    private static final List<String> LEVELS = List.of("read", "write", "admin");

    private GitHubRoutePermissions() {}

    static boolean allows(Map<String, String> held, String permission, String level) {
        if (permission.isEmpty() || (permission.equals("metadata") && level.equals("read"))) {
            return true;
        }
        return LEVELS.indexOf(held.getOrDefault(permission, "")) >= LEVELS.indexOf(level);
    }

    /**
     * Returns whether a token's scopes include the required scope. One OAuth scope can include others, and GitHub lists
     * only the most inclusive one.
     */
    static boolean allowsScope(List<String> held, String scope) {
        if (scope.isEmpty() || held.contains(scope)) {
            return true;
        }
        return switch (scope) {
            case "admin:read" -> held.contains("admin:org") || held.contains("read:org");
            case "read:org" -> held.contains("write:org") || held.contains("admin:org");
            case "write:org" -> held.contains("admin:org");
            case "manage_billing:copilot" -> held.contains("read:org") || held.contains("admin:org");
            default -> false;
        };
    }

    /** Returns GitHub's error response if the caller does not meet the requirements, or empty if it does. */
    static Optional<SimulatorResponse> refusal(RouteRequirements needs, GitHubCaller caller) {
        boolean allowed =
                switch (caller) {
                    case GitHubCaller.App app -> needs.access() == RouteRequirements.Access.APP;
                    case GitHubCaller.Installed installed ->
                        (needs.access() == RouteRequirements.Access.TOKEN
                                        || needs.access() == RouteRequirements.Access.INSTALLATION)
                                && allows(installed.permissions(), needs.permission(), needs.level());
                    case GitHubCaller.Classic classic ->
                        (needs.access() == RouteRequirements.Access.TOKEN
                                        || needs.access() == RouteRequirements.Access.OWNER)
                                && allowsScope(classic.scopes(), needs.classicScope())
                                && (classic.owner() || needs.access() != RouteRequirements.Access.OWNER);
                    case GitHubCaller.FineGrained token ->
                        needs.access() == RouteRequirements.Access.TOKEN
                                && allows(token.permissions(), needs.permission(), needs.level());
                };
        return allowed ? Optional.empty() : Optional.of(GitHubErrorResponses.notAccessible(caller));
    }
}
