package io.grantkeeper.paths;

import java.util.Arrays;
import java.util.BitSet;

/**
 * The dominator tree toward a zone. A node's parent is the first other node that all of its paths into the zone pass
 * through. The tree is computed in almost linear time over the reversed graph, starting at a virtual root that precedes
 * the zone. The algorithm is Georgiadis's variant (SNCA) of Lengauer and Tarjan's, which uses semi-dominators.
 */
public final class DominatorTree {
    private static final int NONE = -1;

    private final int[] parent;
    private final int[] order;
    private final int reached;

    private DominatorTree(int[] parent, int[] order, int reached) {
        this.parent = parent;
        this.order = order;
        this.reached = reached;
    }

    /** Computes the tree. The virtual root is the parent of the zone's nodes. */
    public static DominatorTree toward(AccessGraph graph, BitSet zone) {
        int root = graph.nodes();
        int[] number = new int[root + 1];
        Arrays.fill(number, NONE);
        int[] vertex = new int[root + 1];
        int[] spanning = new int[root + 1];
        int count = numberByDepth(graph, zone, number, vertex, spanning);

        int[] semi = new int[count];
        int[] label = new int[count];
        int[] ancestor = new int[count];
        int[] dominator = new int[count];
        for (int i = 0; i < count; i++) {
            semi[i] = i;
            label[i] = i;
            ancestor[i] = spanning[i];
            dominator[i] = spanning[i];
        }
        Predecessors predecessors = new Predecessors(graph, number, zone);
        int[] stack = new int[count];
        for (int i = count - 1; i > 0; i--) {
            int best = semi[i];
            if (predecessors.includeRoot(vertex[i])) {
                best = 0;
            }
            int end = predecessors.end(vertex[i]);
            for (int position = predecessors.start(vertex[i]); position < end; position++) {
                int before = predecessors.at(position);
                if (before != NONE) {
                    best = Math.min(best, semi[evaluate(before, i, ancestor, label, semi, stack)]);
                }
            }
            semi[i] = best;
            label[i] = i;
        }
        for (int i = 1; i < count; i++) {
            int candidate = dominator[i];
            while (candidate > semi[i]) {
                candidate = dominator[candidate];
            }
            dominator[i] = candidate;
        }
        int[] parent = new int[root];
        Arrays.fill(parent, NONE);
        for (int i = 1; i < count; i++) {
            parent[vertex[i]] = vertex[dominator[i]];
        }
        return new DominatorTree(parent, vertex, count);
    }

    /** Numbers the nodes that reach the zone, in depth-first order of the reversed graph. The root has number 0. */
    private static int numberByDepth(AccessGraph graph, BitSet zone, int[] number, int[] vertex, int[] spanning) {
        int root = graph.nodes();
        int count = 0;
        number[root] = count;
        vertex[count++] = root;
        int[] path = new int[root + 1];
        int[] next = new int[root + 1];
        for (int start = zone.nextSetBit(0); start >= 0; start = zone.nextSetBit(start + 1)) {
            if (number[start] != NONE) {
                continue;
            }
            spanning[count] = 0;
            number[start] = count;
            vertex[count++] = start;
            int depth = 0;
            path[0] = start;
            next[0] = graph.firstIncoming(start);
            while (depth >= 0) {
                int node = path[depth];
                if (next[depth] == graph.firstIncoming(node + 1)) {
                    depth--;
                    continue;
                }
                int source = graph.from(graph.incoming(next[depth]++));
                if (number[source] == NONE && !zone.get(source)) {
                    spanning[count] = number[node];
                    number[source] = count;
                    vertex[count++] = source;
                    depth++;
                    path[depth] = source;
                    next[depth] = graph.firstIncoming(source);
                }
            }
        }
        return count;
    }

    /** Returns the node with the lowest semi-dominator on the linked path above a node, and compresses the path. */
    private static int evaluate(int node, int current, int[] ancestor, int[] label, int[] semi, int[] stack) {
        if (node <= current) {
            return node;
        }
        int depth = 0;
        int at = node;
        while (ancestor[at] > current) {
            stack[depth++] = at;
            at = ancestor[at];
        }
        while (depth > 0) {
            int below = stack[--depth];
            int above = ancestor[below];
            if (semi[label[above]] < semi[label[below]]) {
                label[below] = label[above];
            }
            ancestor[below] = ancestor[above];
        }
        return label[node];
    }

    /** Returns whether the node reaches the zone. */
    public boolean reaches(int node) {
        return parent[node] != NONE;
    }

    /**
     * Counts, for each node, the sources whose paths into the zone all pass through it. A source does not count for
     * itself.
     *
     * @param sources the nodes to count, for example all identities outside the zone
     */
    public int[] countStopped(BitSet sources) {
        int root = parent.length;
        int[] count = new int[root + 1];
        for (int i = reached - 1; i > 0; i--) {
            int node = order[i];
            count[parent[node]] += count[node] + (sources.get(node) ? 1 : 0);
        }
        return Arrays.copyOf(count, root);
    }

    /**
     * The predecessors of a node on the way from the root to the sources. The edges are those of the original graph,
     * reversed.
     */
    private static final class Predecessors {
        private final int[] first;
        private final int[] before;
        private final BitSet zone;

        Predecessors(AccessGraph graph, int[] number, BitSet zone) {
            this.zone = zone;
            first = new int[graph.nodes() + 1];
            for (int edge = 0; edge < graph.edges(); edge++) {
                first[graph.from(edge) + 1]++;
            }
            for (int node = 1; node < first.length; node++) {
                first[node] += first[node - 1];
            }
            before = new int[graph.edges()];
            int[] next = Arrays.copyOf(first, graph.nodes());
            for (int edge = 0; edge < graph.edges(); edge++) {
                before[next[graph.from(edge)]++] = number[graph.to(edge)];
            }
        }

        /**
         * Returns whether the root is a predecessor of the node, that is, whether the node is in the zone. A path that
         * enters the zone ends there.
         */
        boolean includeRoot(int node) {
            return zone.get(node);
        }

        int start(int node) {
            return first[node];
        }

        int end(int node) {
            return zone.get(node) ? first[node] : first[node + 1];
        }

        int at(int position) {
            return before[position];
        }
    }
}
