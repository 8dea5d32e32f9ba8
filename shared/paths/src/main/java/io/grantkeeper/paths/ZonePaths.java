package io.grantkeeper.paths;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * The shortest path from every node into a zone, found with one backward search from the zone (Dijkstra's algorithm). A
 * path ends at the first node of the zone that it reaches.
 */
public final class ZonePaths {
    private static final long UNREACHED = Long.MAX_VALUE;

    private final AccessGraph graph;
    private final long[] distance;
    private final int[] nextEdge;

    private ZonePaths(AccessGraph graph, long[] distance, int[] nextEdge) {
        this.graph = graph;
        this.distance = distance;
        this.nextEdge = nextEdge;
    }

    public static ZonePaths into(AccessGraph graph, BitSet zone) {
        return into(graph, zone, node -> true, edge -> true);
    }

    /**
     * Finds the paths that use only some nodes and edges, for example to answer what-if questions about the graph
     * without a node or a grant.
     *
     * @param nodes returns whether a path may use a node
     * @param edges returns whether a path may use an edge
     */
    public static ZonePaths into(AccessGraph graph, BitSet zone, IntPredicate nodes, IntPredicate edges) {
        long[] distance = new long[graph.nodes()];
        int[] nextEdge = new int[graph.nodes()];
        Arrays.fill(distance, UNREACHED);
        Arrays.fill(nextEdge, -1);
        NodeHeap open = new NodeHeap(distance);
        for (int node = zone.nextSetBit(0); node >= 0; node = zone.nextSetBit(node + 1)) {
            if (nodes.test(node)) {
                distance[node] = 0;
                open.addOrMoveUp(node);
            }
        }
        while (!open.isEmpty()) {
            int node = open.removeNearest();
            int end = graph.firstIncoming(node + 1);
            for (int position = graph.firstIncoming(node); position < end; position++) {
                int edge = graph.incoming(position);
                int source = graph.from(edge);
                long through = distance[node] + graph.cost(edge);
                if (through < distance[source] && nodes.test(source) && edges.test(edge)) {
                    distance[source] = through;
                    nextEdge[source] = edge;
                    open.addOrMoveUp(source);
                }
            }
        }
        return new ZonePaths(graph, distance, nextEdge);
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
     * Returns the first edge of the shortest path from this node, or -1 if the node is in the zone or does not reach
     * it.
     */
    int nextEdge(int node) {
        return nextEdge[node];
    }

    /** Returns the edges of the shortest path from this node; empty if the node is in the zone or does not reach it. */
    public List<Integer> path(int node) {
        List<Integer> path = new ArrayList<>();
        for (int edge = nextEdge[node]; edge >= 0; edge = nextEdge[graph.to(edge)]) {
            path.add(edge);
        }
        return path;
    }

    /** A binary heap of nodes, ordered by distance. The distance of a node in the heap can be reduced. */
    private static final class NodeHeap {
        private final long[] distance;
        private final int[] place;
        private int[] heap = new int[64];
        private int size;

        NodeHeap(long[] distance) {
            this.distance = distance;
            place = new int[distance.length];
            Arrays.fill(place, -1);
        }

        boolean isEmpty() {
            return size == 0;
        }

        void addOrMoveUp(int node) {
            if (place[node] < 0) {
                if (size == heap.length) {
                    heap = Arrays.copyOf(heap, size * 2);
                }
                place[node] = size++;
            }
            int at = place[node];
            while (at > 0 && distance[heap[(at - 1) / 2]] > distance[node]) {
                put(heap[(at - 1) / 2], at);
                at = (at - 1) / 2;
            }
            put(node, at);
        }

        int removeNearest() {
            int nearest = heap[0];
            place[nearest] = -1;
            int node = heap[--size];
            if (size > 0) {
                int at = 0;
                while (2 * at + 1 < size) {
                    int child = 2 * at + 1;
                    if (child + 1 < size && distance[heap[child + 1]] < distance[heap[child]]) {
                        child++;
                    }
                    if (distance[heap[child]] >= distance[node]) {
                        break;
                    }
                    put(heap[child], at);
                    at = child;
                }
                put(node, at);
            }
            return nearest;
        }

        private void put(int node, int at) {
            heap[at] = node;
            place[node] = at;
        }
    }
}
