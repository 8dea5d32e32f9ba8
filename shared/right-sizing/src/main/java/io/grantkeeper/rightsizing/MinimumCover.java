package io.grantkeeper.rightsizing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the cheapest set of permissions that meets every requirement, a requirement being a choice of alternatives, each
 * one permission or several together. First what must be is taken and what cannot pay is dropped, then what is left falls
 * into parts that share no permission, and each part is searched by branch and bound.
 */
final class MinimumCover {
    private final long[] costs;
    private final int nodeLimit;

    /**
     * @param costs by permission, each above zero
     * @param nodeLimit steps of the search after which a part is left with the best set so far and a lower bound
     */
    MinimumCover(long[] costs, int nodeLimit) {
        this.costs = costs.clone();
        this.nodeLimit = nodeLimit;
    }

    /** The same answer for the same requirements in any order, repeated or not. */
    Cover of(List<List<int[]>> requirements) {
        boolean[] chosen = new boolean[costs.length];
        List<int[][]> open = new Reduction(costs).reduce(requirements, chosen);
        long bound = cost(chosen);
        boolean exact = true;
        for (List<int[][]> part : parts(open)) {
            BranchAndBound search = new BranchAndBound(costs, part, nodeLimit);
            Cover cover = search.run();
            for (int i = 0; i < chosen.length; i++) {
                chosen[i] |= cover.chosen()[i];
            }
            bound += cover.lowerBound();
            exact &= cover.exact();
        }
        return new Cover(chosen, bound, exact);
    }

    private long cost(boolean[] chosen) {
        long sum = 0;
        for (int i = 0; i < chosen.length; i++) {
            sum += chosen[i] ? costs[i] : 0;
        }
        return sum;
    }

    private static List<List<int[][]>> parts(List<int[][]> requirements) {
        int[] parent = new int[requirements.size()];
        Arrays.setAll(parent, i -> i);
        Map<Integer, Integer> firstUse = new LinkedHashMap<>();
        for (int i = 0; i < requirements.size(); i++) {
            for (int[] alternative : requirements.get(i)) {
                for (int permission : alternative) {
                    Integer other = firstUse.putIfAbsent(permission, i);
                    if (other != null) {
                        parent[root(parent, i)] = root(parent, other);
                    }
                }
            }
        }
        Map<Integer, List<int[][]>> parts = new LinkedHashMap<>();
        for (int i = 0; i < requirements.size(); i++) {
            parts.computeIfAbsent(root(parent, i), r -> new ArrayList<>()).add(requirements.get(i));
        }
        return List.copyOf(parts.values());
    }

    private static int root(int[] parent, int of) {
        int node = of;
        while (parent[node] != node) {
            parent[node] = parent[parent[node]];
            node = parent[node];
        }
        return node;
    }

    /** Requirements in one order whatever order they came in, each once, with nothing to spare in them. */
    static List<int[][]> canonical(List<List<int[]>> requirements) {
        List<int[][]> sorted = new ArrayList<>();
        for (List<int[]> requirement : requirements) {
            int[][] ways = requirement.toArray(int[][]::new);
            Arrays.sort(ways, Arrays::compare);
            sorted.add(ways);
        }
        sorted.sort(MinimumCover::compare);
        List<int[][]> kept = new ArrayList<>();
        for (int[][] requirement : sorted) {
            if (kept.isEmpty() || compare(kept.getLast(), requirement) != 0) {
                kept.add(requirement);
            }
        }
        return kept;
    }

    /** The fewest ways first, then by the ways themselves. */
    static int compare(int[][] one, int[][] other) {
        int order = Integer.compare(one.length, other.length);
        for (int i = 0; order == 0 && i < one.length; i++) {
            order = Arrays.compare(one[i], other[i]);
        }
        return order;
    }
}
