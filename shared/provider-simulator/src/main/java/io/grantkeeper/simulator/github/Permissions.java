package io.grantkeeper.simulator.github;

import io.grantkeeper.simulator.http.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether a caller holds what a route needs. */
final class Permissions {

    private static final List<String> LEVELS = List.of("read", "write", "admin");

    private Permissions() {}

    static boolean allows(Map<String, String> held, String permission, String level) {
        if (permission.isEmpty() || (permission.equals("metadata") && level.equals("read"))) {
            return true;
        }
        return LEVELS.indexOf(held.getOrDefault(permission, "")) >= LEVELS.indexOf(level);
    }

    /** OAuth scopes contain one another; GitHub keeps only the widest. */
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

    /** GitHub's answer where the caller may not; empty where it may. */
    static Optional<Response> refusal(Needs needs, Caller caller) {
        boolean allowed =
                switch (caller) {
                    case Caller.App app -> needs.access() == Needs.Access.APP;
                    case Caller.Installed installed ->
                        (needs.access() == Needs.Access.TOKEN || needs.access() == Needs.Access.INSTALLATION)
                                && allows(installed.permissions(), needs.permission(), needs.level());
                    case Caller.Classic classic ->
                        (needs.access() == Needs.Access.TOKEN || needs.access() == Needs.Access.OWNER)
                                && allowsScope(classic.scopes(), needs.classicScope())
                                && (classic.owner() || needs.access() != Needs.Access.OWNER);
                    case Caller.FineGrained token ->
                        needs.access() == Needs.Access.TOKEN
                                && allows(token.permissions(), needs.permission(), needs.level());
                };
        return allowed ? Optional.empty() : Optional.of(Refusal.notAccessible(caller));
    }
}
