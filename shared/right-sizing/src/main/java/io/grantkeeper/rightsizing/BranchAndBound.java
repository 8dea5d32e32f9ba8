package io.grantkeeper.rightsizing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * Searches for the cheapest set of permissions that meets a number of requirements. If the search reaches the node
 * limit, it stops and returns the best set found so far.
 */
final class BranchAndBound {
    private final long[] costs;
    private final List<int[][]> requirements;
    private final int nodeLimit;
    private final boolean[] chosen;
    private boolean[] best;
    private long bestCost = Long.MAX_VALUE;
    private int nodes;

    BranchAndBound(long[] costs, List<int[][]> requirements, int nodeLimit) {
        this.costs = costs;
        this.requirements = requirements;
        this.nodeLimit = nodeLimit;
        this.chosen = new boolean[costs.length];
        this.best = new boolean[costs.length];
    }

    PermissionCover run() {
        long rootBound = bound();
        greedy();
        search(0);
        boolean exact = nodes <= nodeLimit;
        return new PermissionCover(best, exact ? bestCost : Math.min(rootBound, bestCost), exact);
    }

    /**
     * Finds a first set, with which the search starts: repeatedly chooses the alternative with the lowest cost per
     * newly met requirement.
     */
    private void greedy() {
        Arrays.fill(chosen, false);
        long cost = 0;
        while (true) {
            int[] pick = null;
            double pickPrice = Double.MAX_VALUE;
            for (int[][] requirement : open()) {
                for (int[] alternative : requirement) {
                    double price = (double) price(alternative) / newlyMet(alternative);
                    if (price < pickPrice) {
                        pickPrice = price;
                        pick = alternative;
                    }
                }
            }
            if (pick == null) {
                break;
            }
            cost += take(pick, new ArrayList<>());
        }
        bestCost = cost;
        best = chosen.clone();
        Arrays.fill(chosen, false);
    }

    private int newlyMet(int[] alternative) {
        List<Integer> taken = new ArrayList<>();
        int before = open().size();
        take(alternative, taken);
        int met = before - open().size();
        release(taken);
        return Math.max(met, 1);
    }

    private void search(long cost) {
        if (++nodes > nodeLimit) {
            return;
        }
        List<int[][]> open = open();
        if (open.isEmpty()) {
            if (cost < bestCost) {
                bestCost = cost;
                best = chosen.clone();
            }
            return;
        }
        if (cost + bound(open) >= bestCost) {
            return;
        }
        int[][] narrowest =
                open.stream().min(Comparator.comparingInt(r -> r.length)).orElseThrow();
        int[][] cheapestFirst = narrowest.clone();
        Arrays.sort(cheapestFirst, Comparator.<int[]>comparingLong(this::price).thenComparing(Arrays::compare));
        for (int[] alternative : cheapestFirst) {
            List<Integer> taken = new ArrayList<>();
            long price = take(alternative, taken);
            search(cost + price);
            release(taken);
        }
    }

    private List<int[][]> open() {
        List<int[][]> open = new ArrayList<>();
        for (int[][] requirement : requirements) {
            if (!SetCoverReduction.isMet(requirement, chosen)) {
                open.add(requirement);
            }
        }
        return open;
    }

    private long take(int[] alternative, List<Integer> taken) {
        long price = 0;
        for (int permission : alternative) {
            if (!chosen[permission]) {
                chosen[permission] = true;
                taken.add(permission);
                price += costs[permission];
            }
        }
        return price;
    }

    private void release(List<Integer> taken) {
        taken.forEach(permission -> chosen[permission] = false);
    }

    private long price(int[] alternative) {
        long price = 0;
        for (int permission : alternative) {
            price += chosen[permission] ? 0 : costs[permission];
        }
        return price;
    }

    private long bound() {
        return bound(open());
    }

    /**
     * Returns a lower bound for the cost of meeting the given requirements: the sum of the cheapest alternatives of
     * requirements that share no permission, because each of them must be paid for separately.
     */
    private long bound(List<int[][]> open) {
        BitSet used = new BitSet();
        long bound = 0;
        List<int[][]> fewestFirst = new ArrayList<>(open);
        fewestFirst.sort(Comparator.comparingInt(r -> r.length));
        for (int[][] requirement : fewestFirst) {
            BitSet own = new BitSet();
            long cheapest = Long.MAX_VALUE;
            for (int[] alternative : requirement) {
                Arrays.stream(alternative).filter(p -> !chosen[p]).forEach(own::set);
                cheapest = Math.min(cheapest, price(alternative));
            }
            if (!own.intersects(used)) {
                used.or(own);
                bound += cheapest;
            }
        }
        return bound;
    }
}
