package io.grantkeeper.simulator.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the route for a method and path. Path templates use the vendors' notation, for example {@code
 * /orgs/{org}/hooks}.
 *
 * @param <T> the type of a route's target
 */
public final class RouteTable<T> {

    /** A matching route with the decoded values of its variables. */
    public record Match<T>(T target, Map<String, String> variables) {}

    private record Route<T>(List<String> segments, T target) {}

    private final Map<String, List<Route<T>>> byMethodAndLength = new HashMap<>();

    /** Adds a route. If two routes match, the one added first takes precedence. */
    public void add(String method, String template, T target) {
        List<String> segments = List.of(template.split("/", -1));
        byMethodAndLength
                .computeIfAbsent(method + segments.size(), key -> new ArrayList<>())
                .add(new Route<>(segments, target));
    }

    public Optional<Match<T>> find(String method, String path) {
        String[] segments = path.split("/", -1);
        for (Route<T> route : byMethodAndLength.getOrDefault(method + segments.length, List.of())) {
            Map<String, String> variables = new HashMap<>();
            if (matches(route.segments(), segments, variables)) {
                return Optional.of(new Match<>(route.target(), variables));
            }
        }
        return Optional.empty();
    }

    private static boolean matches(List<String> template, String[] path, Map<String, String> variables) {
        for (int i = 0; i < template.size(); i++) {
            if (template.get(i).startsWith("{") && !path[i].isEmpty()) {
                // In a path, unlike in a query, a plus sign is literal.
                variables.put(
                        template.get(i).substring(1, template.get(i).length() - 1),
                        SimulatorRequest.decode(path[i].replace("+", "%2B")));
            } else if (!template.get(i).equals(path[i])) {
                return false;
            }
        }
        return true;
    }
}
