package io.grantkeeper.paths;

import java.util.Arrays;

/**
 * A directed graph, stored in arrays. Nodes are numbers from 0; an edge from A to B means that anyone who controls A
 * can get control of B. Each edge has a cost and may belong to a revocable grant, which is also identified by a number.
 */
public final class AccessGraph {
    /** The grant number of an edge that cannot be removed by revoking a single grant. */
    public static final int NO_GRANT = -1;

    private final int nodes;
    private final int[] from;
    private final int[] to;
    private final int[] cost;
    private final int[] grant;
    private final int[] firstIncoming;
    private final int[] incoming;

    private AccessGraph(int nodes, int[] from, int[] to, int[] cost, int[] grant) {
        this.nodes = nodes;
        this.from = from;
        this.to = to;
        this.cost = cost;
        this.grant = grant;
        firstIncoming = new int[nodes + 1];
        incoming = index(to, firstIncoming);
    }

    /**
     * Returns the edges, grouped by the nodes in {@code end}, which contains either the source or the target of each
     * edge. Uses a counting sort.
     */
    private static int[] index(int[] end, int[] first) {
        for (int node : end) {
            first[node + 1]++;
        }
        for (int node = 1; node < first.length; node++) {
            first[node] += first[node - 1];
        }
        int[] next = Arrays.copyOf(first, first.length - 1);
        int[] edges = new int[end.length];
        for (int edge = 0; edge < end.length; edge++) {
            edges[next[end[edge]]++] = edge;
        }
        return edges;
    }

    public int nodes() {
        return nodes;
    }

    public int edges() {
        return from.length;
    }

    public int from(int edge) {
        return from[edge];
    }

    public int to(int edge) {
        return to[edge];
    }

    public int cost(int edge) {
        return cost[edge];
    }

    /** Returns the number of the grant that creates this edge, or {@link #NO_GRANT}. */
    public int grant(int edge) {
        return grant[edge];
    }

    /** Returns the position of the node's first incoming edge. Pass it to {@link #incoming} to get the edge. */
    int firstIncoming(int node) {
        return firstIncoming[node];
    }

    /** Returns the edge at this position; the incoming edges of a node have consecutive positions. */
    int incoming(int position) {
        return incoming[position];
    }

    /** Collects nodes and edges. */
    public static final class Builder {
        private int nodes;
        private int edges;
        private int[] from = new int[64];
        private int[] to = new int[64];
        private int[] cost = new int[64];
        private int[] grant = new int[64];

        /** Adds a node and returns its number. */
        public int addNode() {
            return nodes++;
        }

        /**
         * Adds an edge and returns its number.
         *
         * @param edgeCost the cost, at least 0; the shortest path has the lowest sum of costs
         * @param edgeGrant the number of the revocable grant that creates this edge, or {@link #NO_GRANT}
         */
        public int addEdge(int source, int target, int edgeCost, int edgeGrant) {
            if (source < 0 || source >= nodes || target < 0 || target >= nodes || edgeCost < 0) {
                throw new IllegalArgumentException(
                        "edge %d → %d with cost %d is not between %d nodes".formatted(source, target, edgeCost, nodes));
            }
            if (edges == from.length) {
                from = Arrays.copyOf(from, edges * 2);
                to = Arrays.copyOf(to, edges * 2);
                cost = Arrays.copyOf(cost, edges * 2);
                grant = Arrays.copyOf(grant, edges * 2);
            }
            from[edges] = source;
            to[edges] = target;
            cost[edges] = edgeCost;
            grant[edges] = edgeGrant;
            return edges++;
        }

        public AccessGraph build() {
            return new AccessGraph(
                    nodes,
                    Arrays.copyOf(from, edges),
                    Arrays.copyOf(to, edges),
                    Arrays.copyOf(cost, edges),
                    Arrays.copyOf(grant, edges));
        }
    }
}
