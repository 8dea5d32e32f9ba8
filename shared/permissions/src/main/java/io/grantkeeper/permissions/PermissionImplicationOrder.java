package io.grantkeeper.permissions;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The partial order of one provider's permissions. It is the reflexive and transitive closure of two relations: the
 * edges in the rules, and the implications that follow from the structure of the names.
 */
final class PermissionImplicationOrder {
    private static final int REMEMBERED = 20_000;

    private final PermissionGrammar grammar;
    private final Map<String, List<String>> edges;
    private final Map<String, Set<String>> reached = new ConcurrentHashMap<>();

    PermissionImplicationOrder(PermissionGrammar grammar, Map<String, List<String>> edges) {
        this.grammar = grammar;
        this.edges = edges;
    }

    /**
     * Returns whether the first permission allows everything that the second one does. Both parameters are keys of
     * permissions.
     */
    boolean implies(String broader, String narrower) {
        if (grammar.covers(broader, narrower)) {
            return true;
        }
        for (String stop : reachable(broader)) {
            if (grammar.covers(stop, narrower)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Follows the rules' edges from a permission and returns the targets of all edges that can be reached. An edge can
     * be reached if the grammar says that its source is implied by the permission itself or by the target of another
     * reachable edge.
     */
    private Set<String> reachable(String broader) {
        Set<String> known = reached.get(broader);
        if (known != null) {
            return known;
        }
        if (reached.size() > REMEMBERED) {
            reached.clear();
        }
        Set<String> found = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(broader));
        while (!open.isEmpty()) {
            String from = open.remove();
            edges.forEach((edge, targets) -> {
                if (grammar.covers(from, edge)) {
                    for (String target : targets) {
                        if (found.add(target)) {
                            open.add(target);
                        }
                    }
                }
            });
        }
        Set<String> result = Set.copyOf(found);
        reached.put(broader, result);
        return result;
    }
}
