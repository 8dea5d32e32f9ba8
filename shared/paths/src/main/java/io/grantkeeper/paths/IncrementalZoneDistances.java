package io.grantkeeper.paths;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * Keeps the distances into a zone up to date while grants are revoked and restored. Each change recomputes only the
 * distances that can change: after a revocation, those of the nodes whose shortest path used the grant; after a
 * restoration, those of the nodes that are now closer.
 */
public final class IncrementalZoneDistances {
    private static final long UNREACHED = Long.MAX_VALUE;

    private record Entry(int node, long distance) {}

    private final AccessGraph graph;
    private final BitSet zone;
    private final long[] distance;
    private final int[] nextEdge;
    private final int[] firstOutgoing;
    private final int[] outgoing;
    private final Map<Integer, int[]> edgesOfGrant = new HashMap<>();
    private final BitSet removed = new BitSet();

    public IncrementalZoneDistances(AccessGraph graph, BitSet zone) {
        this.graph = graph;
        this.zone = (BitSet) zone.clone();
        distance = new long[graph.nodes()];
        nextEdge = new int[graph.nodes()];
        ZonePaths paths = ZonePaths.into(graph, zone);
        for (int node = 0; node < graph.nodes(); node++) {
            distance[node] = paths.reaches(node) ? paths.distance(node) : UNREACHED;
            nextEdge[node] = paths.nextEdge(node);
        }
        firstOutgoing = new int[graph.nodes() + 1];
        outgoing = new int[graph.edges()];
        indexOutgoing();
        indexGrants();
    }

    private void indexOutgoing() {
        for (int edge = 0; edge < graph.edges(); edge++) {
            firstOutgoing[graph.from(edge) + 1]++;
        }
        for (int node = 1; node < firstOutgoing.length; node++) {
            firstOutgoing[node] += firstOutgoing[node - 1];
        }
        int[] next = Arrays.copyOf(firstOutgoing, graph.nodes());
        for (int edge = 0; edge < graph.edges(); edge++) {
            outgoing[next[graph.from(edge)]++] = edge;
        }
    }

    private void indexGrants() {
        Map<Integer, IntStream.Builder> edges = new HashMap<>();
        for (int edge = 0; edge < graph.edges(); edge++) {
            if (graph.grant(edge) != AccessGraph.NO_GRANT) {
                edges.computeIfAbsent(graph.grant(edge), k -> IntStream.builder())
                        .add(edge);
            }
        }
        edges.forEach((grant, list) -> edgesOfGrant.put(grant, list.build().toArray()));
    }

    public boolean reaches(int node) {
        return distance[node] != UNREACHED;
    }

    /** Returns the cost of the shortest path from this node, which must reach the zone. */
    public long distance(int node) {
        if (!reaches(node)) {
            throw new IllegalArgumentException("node " + node + " does not reach the zone");
        }
        return distance[node];
    }

    /**
     * Removes all edges of a grant.
     *
     * @return the nodes that no longer reach the zone
     */
    public BitSet revoke(int grant) {
        int[] edges = edgesOfGrant.getOrDefault(grant, new int[0]);
        BitSet affected = new BitSet();
        int[] open = new int[graph.nodes()];
        int size = 0;
        for (int edge : edges) {
            removed.set(edge);
            int source = graph.from(edge);
            if (nextEdge[source] == edge && !affected.get(source)) {
                affected.set(source);
                open[size++] = source;
            }
        }
        while (size > 0) {
            int node = open[--size];
            for (int position = graph.firstIncoming(node); position < graph.firstIncoming(node + 1); position++) {
                int edge = graph.incoming(position);
                int source = graph.from(edge);
                if (nextEdge[source] == edge && !affected.get(source)) {
                    affected.set(source);
                    open[size++] = source;
                }
            }
        }
        PriorityQueue<Entry> nearest = new PriorityQueue<>((a, b) -> Long.compare(a.distance, b.distance));
        affected.stream().forEach(node -> {
            distance[node] = UNREACHED;
            nextEdge[node] = -1;
        });
        affected.stream().forEach(node -> {
            for (int position = firstOutgoing[node]; position < firstOutgoing[node + 1]; position++) {
                improve(outgoing[position], affected, nearest);
            }
        });
        settle(nearest);
        BitSet lost = new BitSet();
        affected.stream().filter(node -> !reaches(node)).forEach(lost::set);
        return lost;
    }

    /**
     * Restores all edges of a revoked grant.
     *
     * @return the nodes that reach the zone again
     */
    public BitSet restore(int grant) {
        PriorityQueue<Entry> nearest = new PriorityQueue<>((a, b) -> Long.compare(a.distance, b.distance));
        BitSet gained = new BitSet();
        for (int edge : edgesOfGrant.getOrDefault(grant, new int[0])) {
            removed.clear(edge);
        }
        for (int edge : edgesOfGrant.getOrDefault(grant, new int[0])) {
            boolean before = reaches(graph.from(edge));
            if (improve(edge, new BitSet(), nearest) && !before) {
                gained.set(graph.from(edge));
            }
        }
        gained.or(settle(nearest));
        return gained;
    }

    /**
     * Applies an edge if it shortens its source's distance to the zone. Skips an edge whose target is still being
     * recomputed.
     */
    private boolean improve(int edge, BitSet unknown, PriorityQueue<Entry> nearest) {
        int source = graph.from(edge);
        int target = graph.to(edge);
        if (removed.get(edge) || zone.get(source) || unknown.get(target) || distance[target] == UNREACHED) {
            return false;
        }
        long through = distance[target] + graph.cost(edge);
        if (through >= distance[source]) {
            return false;
        }
        distance[source] = through;
        nextEdge[source] = edge;
        nearest.add(new Entry(source, through));
        return true;
    }

    private BitSet settle(PriorityQueue<Entry> nearest) {
        BitSet gained = new BitSet();
        BitSet none = new BitSet();
        while (!nearest.isEmpty()) {
            Entry entry = nearest.remove();
            if (entry.distance > distance[entry.node]) {
                continue;
            }
            for (int position = graph.firstIncoming(entry.node);
                    position < graph.firstIncoming(entry.node + 1);
                    position++) {
                int edge = graph.incoming(position);
                boolean before = reaches(graph.from(edge));
                if (improve(edge, none, nearest) && !before) {
                    gained.set(graph.from(edge));
                }
            }
        }
        return gained;
    }
}
