package io.grantkeeper.paths;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * Determines which paths are opened by a change to a tenant's facts. The result depends only on the facts before and
 * after the change.
 */
public final class PathChanges {
    /** The name of the zone that contains everything that controls a whole provider. */
    public static final String TIER_ZERO = "tier-zero";

    /** The maximum number of grants whose revocation a finding suggests. */
    static final int CUT = 5;

    private static final int CANDIDATES = 20;
    private static final int PERMISSIONS = 3;
    private static final String PERSON = "person:";

    private PathChanges() {}

    /** Returns, by zone name, the identities outside the zone that reach it. */
    public static Map<String, Set<String>> exposed(PathRules rules, PathTenant tenant) {
        TenantGraph graph = TenantGraphBuilder.build(rules, tenant, problem -> {});
        Map<String, Set<String>> exposed = new LinkedHashMap<>();
        for (String zone : zones(tenant)) {
            exposed.put(zone, exposed(goal(graph, zone)));
        }
        return exposed;
    }

    private static Set<String> exposed(TenantGraph goal) {
        return new LinkedHashSet<>(
                goal.reaching(ZonePaths.into(goal.graph(), goal.tierZero())).keySet());
    }

    /** Returns the names of the zones for which paths are reported as findings. */
    private static List<String> zones(PathTenant tenant) {
        List<String> zones = new ArrayList<>(List.of(TIER_ZERO));
        tenant.zones().forEach(zone -> zones.add(zone.name()));
        return zones;
    }

    private static TenantGraph goal(TenantGraph graph, String zone) {
        return zone.equals(TIER_ZERO) ? graph : graph.toward(zone);
    }

    /**
     * The result of a change.
     *
     * @param openings the paths that the change opened, one entry per zone
     * @param exposed the identities that reach each zone after the change
     */
    public record Result(List<OpenedPaths> openings, Map<String, Set<String>> exposed) {
        public Result {
            openings = List.copyOf(openings);
        }
    }

    /**
     * Returns the result of a change.
     *
     * @param exposedBefore the identities that reached each zone before the change
     * @param preferred the identity whose path is shown if the change exposes it
     */
    public static Result examine(
            PathRules rules, Map<String, Set<String>> exposedBefore, PathTenant after, String preferred) {
        TenantGraph graph = TenantGraphBuilder.build(rules, after, problem -> {});
        List<OpenedPaths> openings = new ArrayList<>();
        Map<String, Set<String>> exposed = new LinkedHashMap<>();
        for (String zone : zones(after)) {
            TenantGraph goal = goal(graph, zone);
            ZonePaths paths = ZonePaths.into(goal.graph(), goal.tierZero());
            Map<String, Integer> reaching = goal.reaching(paths);
            exposed.put(zone, new LinkedHashSet<>(reaching.keySet()));
            reaching.keySet().removeAll(exposedBefore.getOrDefault(zone, Set.of()));
            if (!reaching.isEmpty()) {
                openings.add(opening(zone, goal, paths, reaching, after, preferred));
            }
        }
        return new Result(openings, exposed);
    }

    private static OpenedPaths opening(
            String zone,
            TenantGraph goal,
            ZonePaths paths,
            Map<String, Integer> reaching,
            PathTenant tenant,
            String preferred) {
        List<Map.Entry<String, Integer>> sources = new ArrayList<>(reaching.entrySet());
        sources.sort(Comparator.comparing(
                        (Map.Entry<String, Integer> source) -> !source.getKey().equals(preferred))
                .thenComparingLong(source -> paths.distance(source.getValue()))
                .thenComparing(Map.Entry::getKey));
        BitSet nodes = new BitSet();
        sources.forEach(source -> nodes.set(source.getValue()));
        List<GrantCuts.Cut> cuts = new GrantCuts(goal.graph(), goal.tierZero(), nodes).greedy(CUT, CANDIDATES);
        boolean closed = !cuts.isEmpty() && cuts.getLast().reachingAfter() == 0;
        Names names = new Names(tenant);
        return new OpenedPaths(
                zone,
                sources.stream().map(Map.Entry::getKey).toList(),
                goal.steps(paths, sources.getFirst().getValue(), names),
                closed
                        ? cuts.stream()
                                .map(cut -> names.grant(goal.grant(cut.grant())))
                                .toList()
                        : List.of());
    }

    /** Translates the names of nodes and grants into display names. */
    private static final class Names implements UnaryOperator<String> {
        private final Map<String, String> byNode = new HashMap<>();
        private final Map<String, String> byGrant = new HashMap<>();

        Names(PathTenant tenant) {
            for (PathIdentity identity : tenant.identities()) {
                byNode.put(identity.id(), identity.name());
                for (PathGrant grant : identity.grants()) {
                    Set<String> permissions = new TreeSet<>(grant.permissions());
                    int more = permissions.size() - PERMISSIONS;
                    String list = String.join(
                            ", ", permissions.stream().limit(PERMISSIONS).toList());
                    byGrant.put(
                            TenantGraph.grantName(identity.id(), grant.key()),
                            "%s%s from %s".formatted(list, more > 0 ? " and " + more + " more" : "", identity.name()));
                }
            }
        }

        @Override
        public String apply(String node) {
            String plain = node.startsWith(PERSON) ? node.substring(PERSON.length()) : node;
            return byNode.getOrDefault(node, plain);
        }

        String grant(String name) {
            return byGrant.getOrDefault(name, name);
        }
    }
}
