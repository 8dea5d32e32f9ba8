package io.grantkeeper.rightsizing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Simplifies the problem of finding the cheapest permissions that meet all requirements, without losing a cheapest
 * solution. If a requirement has only one alternative, chooses that alternative. Drops each requirement that is met
 * whenever another one is met, and each permission that another permission of equal or lower cost can replace.
 */
final class SetCoverReduction {
    private final long[] costs;

    SetCoverReduction(long[] costs) {
        this.costs = costs;
    }

    /**
     * Returns the requirements that remain, and marks the permissions that every solution needs.
     *
     * @param chosen receives the marks, by permission index
     */
    List<int[][]> reduce(List<List<int[]>> requirements, boolean[] chosen) {
        List<int[][]> open = MinimumCover.canonical(requirements);
        boolean changed = true;
        while (changed) {
            changed = takeForced(open, chosen);
            open.removeIf(requirement -> isMet(requirement, chosen));
            open.replaceAll(requirement -> withoutChosen(requirement, chosen));
            changed |= dropImplied(open);
            changed |= dropDominated(open, chosen);
        }
        return open;
    }

    /** Removes permissions that are already chosen from the alternatives, because they cause no further cost. */
    private static int[][] withoutChosen(int[][] requirement, boolean[] chosen) {
        return Arrays.stream(requirement)
                .map(way -> Arrays.stream(way).filter(p -> !chosen[p]).toArray())
                .sorted(Arrays::compare)
                .toArray(int[][]::new);
    }

    private static boolean takeForced(List<int[][]> open, boolean[] chosen) {
        boolean changed = false;
        for (int[][] requirement : open) {
            if (requirement.length == 1) {
                for (int permission : requirement[0]) {
                    changed |= !chosen[permission];
                    chosen[permission] = true;
                }
            }
        }
        return changed;
    }

    static boolean isMet(int[][] requirement, boolean[] chosen) {
        for (int[] alternative : requirement) {
            if (extra(alternative, chosen) == 0) {
                return true;
            }
        }
        return false;
    }

    static int extra(int[] alternative, boolean[] chosen) {
        int extra = 0;
        for (int permission : alternative) {
            extra += chosen[permission] ? 0 : 1;
        }
        return extra;
    }

    private static boolean dropImplied(List<int[][]> open) {
        List<int[][]> kept = new ArrayList<>();
        for (int i = 0; i < open.size(); i++) {
            boolean implied = false;
            for (int j = 0; j < open.size() && !implied; j++) {
                implied = i != j
                        && isSubset(open.get(j), open.get(i))
                        && (open.get(j).length < open.get(i).length || j < i);
            }
            if (!implied) {
                kept.add(open.get(i));
            }
        }
        boolean changed = kept.size() < open.size();
        open.clear();
        open.addAll(kept);
        return changed;
    }

    /** Returns whether all alternatives in {@code few} are also in {@code many}. */
    private static boolean isSubset(int[][] few, int[][] many) {
        if (few.length > many.length) {
            return false;
        }
        // Both arrays are sorted, so one pass over the longer one is sufficient.
        int at = 0;
        for (int[] one : few) {
            while (at < many.length && Arrays.compare(many[at], one) < 0) {
                at++;
            }
            if (at == many.length || !Arrays.equals(many[at], one)) {
                return false;
            }
        }
        return true;
    }

    private boolean dropDominated(List<int[][]> open, boolean[] chosen) {
        Map<Integer, BitSet> meets = new HashMap<>();
        BitSet together = new BitSet();
        for (int i = 0; i < open.size(); i++) {
            for (int[] alternative : open.get(i)) {
                for (int permission : alternative) {
                    meets.computeIfAbsent(permission, p -> new BitSet()).set(i);
                    if (alternative.length > 1) {
                        together.set(permission);
                    }
                }
            }
        }
        List<Integer> candidates = meets.keySet().stream().sorted().toList();
        BitSet dropped = new BitSet();
        for (int weak : candidates) {
            // A permission in a combination is never dropped, because its value depends on the other permissions.
            if (together.get(weak) || chosen[weak]) {
                continue;
            }
            for (int strong : candidates) {
                if (strong != weak && !dropped.get(strong) && !together.get(strong) && dominates(strong, weak, meets)) {
                    dropped.set(weak);
                    break;
                }
            }
        }
        for (int i = 0; i < open.size(); i++) {
            open.set(
                    i,
                    Arrays.stream(open.get(i))
                            .filter(alternative -> Arrays.stream(alternative).noneMatch(dropped::get))
                            .toArray(int[][]::new));
        }
        return !dropped.isEmpty();
    }

    private boolean dominates(int strong, int weak, Map<Integer, BitSet> meets) {
        long gain = Long.compare(costs[weak], costs[strong]);
        if (gain < 0) {
            return false;
        }
        BitSet wants = meets.getOrDefault(weak, new BitSet());
        BitSet has = meets.getOrDefault(strong, new BitSet());
        for (int i = wants.nextSetBit(0); i >= 0; i = wants.nextSetBit(i + 1)) {
            if (!has.get(i)) {
                return false;
            }
        }
        // If two permissions are equivalent, the one whose name comes first is kept.
        boolean twins = gain == 0 && has.equals(wants);
        return !twins || strong < weak;
    }
}
