package io.grantkeeper.rightsizing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the cheapest set of permissions that meets every requirement. A requirement consists of alternatives, of which
 * one must be chosen; each alternative is one permission or several together. The solver first chooses each alternative
 * that is the only one for its requirement, and drops each permission that another permission makes unnecessary. It
 * then divides the remaining requirements into parts that share no permission, and solves each part by branch and
 * bound.
 */
final class MinimumCover {
    private final long[] costs;
    private final int nodeLimit;

    /**
     * Creates a solver.
     *
     * @param costs the cost of each permission; all costs are positive
     * @param nodeLimit the maximum number of search steps for each part; if it is reached, the best set found so far is
     *     returned for the part, with a lower bound of the cost
     */
    MinimumCover(long[] costs, int nodeLimit) {
        this.costs = costs.clone();
        this.nodeLimit = nodeLimit;
    }

    /**
     * Returns the cheapest set of permissions that meets the requirements. The order and repetition of the requirements
     * do not change the result.
     */
    PermissionCover solve(List<List<int[]>> requirements) {
        boolean[] chosen = new boolean[costs.length];
        List<int[][]> open = new SetCoverReduction(costs).reduce(requirements, chosen);
        long bound = cost(chosen);
        boolean exact = true;
        for (List<int[][]> part : parts(open)) {
            BranchAndBound search = new BranchAndBound(costs, part, nodeLimit);
            PermissionCover cover = search.run();
            for (int i = 0; i < chosen.length; i++) {
                chosen[i] |= cover.chosen()[i];
            }
            bound += cover.lowerBound();
            exact &= cover.exact();
        }
        return new PermissionCover(chosen, bound, exact);
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

    /** Returns the requirements in canonical order, without duplicates or redundant alternatives. */
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

    /** Compares requirements by the number of their alternatives, and then by the alternatives themselves. */
    static int compare(int[][] one, int[][] other) {
        int order = Integer.compare(one.length, other.length);
        for (int i = 0; order == 0 && i < one.length; i++) {
            order = Arrays.compare(one[i], other[i]);
        }
        return order;
    }
}
