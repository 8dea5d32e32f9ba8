package io.grantkeeper.paths;

import java.util.Arrays;
import java.util.BitSet;

/** Finds everything that can be controlled, directly or indirectly, from a node. */
public final class BlastRadius {
    private BlastRadius() {}

    /** Returns the nodes that can be reached from a node, not including the node itself. */
    public static BitSet of(AccessGraph graph, int start) {
        // Edges are indexed by their end, so one search over the edges builds the index by their start.
        int[] first = new int[graph.nodes() + 1];
        for (int edge = 0; edge < graph.edges(); edge++) {
            first[graph.from(edge) + 1]++;
        }
        for (int node = 1; node < first.length; node++) {
            first[node] += first[node - 1];
        }
        int[] next = Arrays.copyOf(first, graph.nodes());
        int[] target = new int[graph.edges()];
        for (int edge = 0; edge < graph.edges(); edge++) {
            target[next[graph.from(edge)]++] = graph.to(edge);
        }
        BitSet found = new BitSet(graph.nodes());
        int[] open = new int[graph.nodes()];
        int size = 0;
        open[size++] = start;
        found.set(start);
        while (size > 0) {
            int node = open[--size];
            for (int position = first[node]; position < first[node + 1]; position++) {
                if (!found.get(target[position])) {
                    found.set(target[position]);
                    open[size++] = target[position];
                }
            }
        }
        found.clear(start);
        return found;
    }
}
