package io.grantkeeper.paths;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds revocable grants whose revocation closes paths into a zone. */
public final class GrantCuts {
    private final AccessGraph graph;
    private final BitSet zone;
    private final BitSet sources;

    /** The highest grant number plus one. */
    private final int grants;

    /**
     * Prepares the search.
     *
     * @param sources the nodes whose paths the revocations must close
     */
    public GrantCuts(AccessGraph graph, BitSet zone, BitSet sources) {
        this.graph = graph;
        this.zone = (BitSet) zone.clone();
        this.sources = (BitSet) sources.clone();
        this.sources.andNot(zone);
        int largest = AccessGraph.NO_GRANT;
        for (int edge = 0; edge < graph.edges(); edge++) {
            largest = Math.max(largest, graph.grant(edge));
        }
        this.grants = largest + 1;
    }

    /**
     * A grant to revoke.
     *
     * @param grant the number of the grant
     * @param reachingAfter the number of sources that still reach the zone after this grant and all earlier ones are
     *     revoked
     */
    public record Cut(int grant, int reachingAfter) {}

    /** Returns the number of sources that still reach the zone without the revoked grants. */
    public int countReaching(Set<Integer> revoked) {
        BitSet without = new BitSet();
        revoked.forEach(without::set);
        BitSet reached = (BitSet) zone.clone();
        int[] open = new int[graph.nodes()];
        int size = 0;
        for (int node = zone.nextSetBit(0); node >= 0; node = zone.nextSetBit(node + 1)) {
            open[size++] = node;
        }
        while (size > 0) {
            int node = open[--size];
            int end = graph.firstIncoming(node + 1);
            for (int position = graph.firstIncoming(node); position < end; position++) {
                int edge = graph.incoming(position);
                int source = graph.from(edge);
                int grant = graph.grant(edge);
                if (!reached.get(source) && (grant == AccessGraph.NO_GRANT || !without.get(grant))) {
                    reached.set(source);
                    open[size++] = source;
                }
            }
        }
        reached.and(sources);
        return reached.cardinality();
    }

    private ZonePaths without(Set<Integer> revoked) {
        if (revoked.isEmpty()) {
            return ZonePaths.into(graph, zone);
        }
        BitSet without = new BitSet();
        revoked.forEach(without::set);
        return ZonePaths.into(graph, zone, node -> true, edge -> {
            int grant = graph.grant(edge);
            return grant == AccessGraph.NO_GRANT || !without.get(grant);
        });
    }

    /**
     * Returns grants in the order in which to revoke them. Each round considers the grants on the remaining shortest
     * paths, and selects the grant that, once revoked, leaves the fewest sources that reach the zone. Stops when no
     * source reaches the zone, when no revocable grant is left on a shortest path, or at the limit.
     *
     * @param candidates how many grants to try in each round, most frequent on shortest paths first
     */
    public List<Cut> greedy(int limit, int candidates) {
        List<Cut> cuts = new ArrayList<>();
        Set<Integer> revoked = new HashSet<>();
        while (cuts.size() < limit) {
            Map<Integer, Integer> onPaths = countOnPaths(without(revoked));
            List<Integer> order = onPaths.entrySet().stream()
                    .sorted(Map.Entry.<Integer, Integer>comparingByValue()
                            .reversed()
                            .thenComparing(Map.Entry.comparingByKey()))
                    .limit(candidates)
                    .map(Map.Entry::getKey)
                    .toList();
            int best = AccessGraph.NO_GRANT;
            int fewest = Integer.MAX_VALUE;
            for (int grant : order) {
                revoked.add(grant);
                int left = countReaching(revoked);
                revoked.remove(grant);
                if (left < fewest) {
                    fewest = left;
                    best = grant;
                }
            }
            if (best == AccessGraph.NO_GRANT) {
                break;
            }
            revoked.add(best);
            cuts.add(new Cut(best, fewest));
            if (fewest == 0) {
                break;
            }
        }
        return cuts;
    }

    /** Counts, for each revocable grant, the sources whose shortest path uses it. */
    private Map<Integer, Integer> countOnPaths(ZonePaths paths) {
        int[] counts = new int[grants];
        int[] counted = new int[grants];
        Arrays.fill(counted, -1);
        for (int node = sources.nextSetBit(0); node >= 0; node = sources.nextSetBit(node + 1)) {
            for (int edge = paths.nextEdge(node); edge >= 0; edge = paths.nextEdge(graph.to(edge))) {
                int grant = graph.grant(edge);
                if (grant != AccessGraph.NO_GRANT && counted[grant] != node) {
                    counted[grant] = node;
                    counts[grant]++;
                }
            }
        }
        Map<Integer, Integer> onPaths = new HashMap<>();
        for (int grant = 0; grant < grants; grant++) {
            if (counts[grant] > 0) {
                onPaths.put(grant, counts[grant]);
            }
        }
        return onPaths;
    }

    private Set<Integer> grantsOf(ZonePaths paths, int node) {
        Set<Integer> grants = new LinkedHashSet<>();
        for (int edge : paths.path(node)) {
            if (graph.grant(edge) != AccessGraph.NO_GRANT) {
                grants.add(graph.grant(edge));
            }
        }
        return grants;
    }

    /**
     * Returns the smallest set of grants whose revocation closes all paths that can be closed. Each path must lose at
     * least one of its grants, so the search takes one remaining path after another and tries each of its grants.
     *
     * @param limit the maximum number of grants in the set; the time grows exponentially with it
     * @return the grants; empty if more grants than the limit are needed, or if no grant helps
     */
    public Set<Integer> exact(int limit) {
        BitSet closable = closable();
        for (int size = 1; size <= limit; size++) {
            Set<Integer> revoked = new LinkedHashSet<>();
            if (close(closable, revoked, size)) {
                return revoked;
            }
        }
        return Set.of();
    }

    /** Returns the sources that reach the zone now, but would not reach it if all revocable grants were revoked. */
    private BitSet closable() {
        ZonePaths all = ZonePaths.into(graph, zone);
        ZonePaths permanent =
                ZonePaths.into(graph, zone, node -> true, edge -> graph.grant(edge) == AccessGraph.NO_GRANT);
        BitSet closable = new BitSet();
        for (int node = sources.nextSetBit(0); node >= 0; node = sources.nextSetBit(node + 1)) {
            closable.set(node, all.reaches(node) && !permanent.reaches(node));
        }
        return closable;
    }

    private boolean close(BitSet closable, Set<Integer> revoked, int left) {
        ZonePaths paths = without(revoked);
        for (int node = closable.nextSetBit(0); node >= 0; node = closable.nextSetBit(node + 1)) {
            if (paths.reaches(node)) {
                if (left > 0) {
                    for (int grant : grantsOf(paths, node)) {
                        revoked.add(grant);
                        if (close(closable, revoked, left - 1)) {
                            return true;
                        }
                        revoked.remove(grant);
                    }
                }
                return false;
            }
        }
        return true;
    }
}
