package io.grantkeeper.rightsizing;

import java.util.List;

/**
 * Assigns costs to permissions so that the cheapest set is the least privileged one. The cheapest set has the lowest
 * values of the following numbers; a later number matters only if all earlier ones are equal:
 * <ol>
 * <li>the sum of privilege levels,
 * <li>the number of permissions,
 * <li>the number of permissions that cover only a special area or that the vendor marks as least privileged for none of
 * the calls,
 * <li>the number of operations that the permissions allow.
 * </ol>
 */
final class PermissionPrivilegeCosts {
    // Each part of a cost has enough bits for its sum over a whole set: up to 2^14 for levels, 1,023 for permissions,
    // 2^28 for operations.
    private static final int LEVEL_SHIFT = 48;
    private static final int COUNT_SHIFT = 38;
    private static final int MARK_SHIFT = 28;

    private PermissionPrivilegeCosts() {}

    static long[] of(PermissionTable table, char kind, List<List<PermissionAlternative>> requirements) {
        boolean[] marked = new boolean[table.size()];
        for (List<PermissionAlternative> requirement : requirements) {
            for (PermissionAlternative alternative : requirement) {
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

    /** Returns the part of each permission's cost that does not depend on the calls. */
    static long[] baseCosts(PermissionTable table, char kind) {
        long[] costs = new long[table.size()];
        for (int i = 0; i < costs.length; i++) {
            costs[i] = ((long) table.level(i, kind) << LEVEL_SHIFT) + (1L << COUNT_SHIFT) + table.breadth(i, kind);
            costs[i] += PartialResultPermissions.coversSpecialAreaOnly(table.name(i)) ? 1L << MARK_SHIFT : 0;
        }
        return costs;
    }

    /** Returns the sum of privilege levels that is encoded in a sum of costs. */
    static int levels(long cost) {
        return (int) (cost >> LEVEL_SHIFT);
    }
}
