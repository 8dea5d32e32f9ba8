package io.grantkeeper.rightsizing;

import java.util.List;

/**
 * Prices permissions so that the cheapest set is the least one. In this order: the sum of privilege levels, then how
 * many, then how many the vendor does not mark as least for any of the calls or that serve a corner alone, then how many
 * operations they let in.
 */
final class PermissionCosts {
    // Each part has room for the sum over a whole set: 2^14 in levels, 1,023 permissions, 2^28 in operations.
    private static final int LEVEL_SHIFT = 48;
    private static final int COUNT_SHIFT = 38;
    private static final int MARK_SHIFT = 28;

    private PermissionCosts() {}

    static long[] of(PermissionTable table, char kind, List<List<Alternative>> requirements) {
        boolean[] marked = new boolean[table.size()];
        for (List<Alternative> requirement : requirements) {
            for (Alternative alternative : requirement) {
                for (int permission : alternative.permissions()) {
                    marked[permission] |= alternative.markedLeast();
                }
            }
        }
        long[] costs = table.costs(kind);
        for (int i = 0; i < costs.length; i++) {
            costs[i] += marked[i] ? 0 : 1L << MARK_SHIFT;
        }
        return costs;
    }

    /** The part of the price that does not depend on the calls. */
    static long[] standing(PermissionTable table, char kind) {
        long[] costs = new long[table.size()];
        for (int i = 0; i < costs.length; i++) {
            costs[i] = ((long) table.level(i, kind) << LEVEL_SHIFT) + (1L << COUNT_SHIFT) + table.breadth(i, kind);
            costs[i] += PartialPermissions.servesACorner(table.name(i)) ? 1L << MARK_SHIFT : 0;
        }
        return costs;
    }

    /** The privilege levels in a sum of costs. */
    static int levels(long cost) {
        return (int) (cost >> LEVEL_SHIFT);
    }
}
