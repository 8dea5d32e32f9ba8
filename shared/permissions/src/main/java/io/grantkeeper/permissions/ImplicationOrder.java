package io.grantkeeper.permissions;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The order of one provider's permissions: reflexive and transitive by construction, as the closure of what the
 * grammar sees in the names and of the edges in the rules.
 */
final class ImplicationOrder {
    private static final int REMEMBERED = 20_000;

    private final Grammar grammar;
    private final Map<String, List<String>> edges;
    private final Map<String, Set<String>> reached = new ConcurrentHashMap<>();

    ImplicationOrder(Grammar grammar, Map<String, List<String>> edges) {
        this.grammar = grammar;
        this.edges = edges;
    }

    /** Whether whoever holds the first has all that the second gives. Both are keys. */
    boolean implies(String wider, String narrower) {
        if (grammar.covers(wider, narrower)) {
            return true;
        }
        for (String stop : stops(wider)) {
            if (grammar.covers(stop, narrower)) {
                return true;
            }
        }
        return false;
    }

    /** Everything that explicit edges lead to, with steps of the grammar between them. */
    private Set<String> stops(String wider) {
        Set<String> known = reached.get(wider);
        if (known != null) {
            return known;
        }
        if (reached.size() > REMEMBERED) {
            reached.clear();
        }
        Set<String> found = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(wider));
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
        reached.put(wider, result);
        return result;
    }
}
