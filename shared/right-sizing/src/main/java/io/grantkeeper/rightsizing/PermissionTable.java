package io.grantkeeper.rightsizing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The permissions that one vendor publishes. Each permission has a privilege level for each permission kind, for
 * example delegated or application. For each operation, the table lists the alternative sets of permissions, any one of
 * which is sufficient for a call. A permission is identified by its index in the order of names.
 */
final class PermissionTable {
    /**
     * The level of permissions that the vendor does not rate. It is the highest level, so that a permission never
     * becomes preferable because it has no rating.
     */
    static final int UNRATED = 4;

    private final List<String> names;
    private final Map<String, Integer> indexes = new HashMap<>();
    private final List<Map<Character, Integer>> levels;
    private final Collection<ApiOperation> operations;
    private final UrlPathTrie byPath;
    private final Map<String, ApiOperation> byName;
    private final Map<Character, int[]> breadths = new HashMap<>();
    private final Map<Character, long[]> costs = new ConcurrentHashMap<>();

    PermissionTable(
            List<String> names,
            List<Map<Character, Integer>> levels,
            Collection<ApiOperation> operations,
            UrlPathTrie byPath,
            Map<String, ApiOperation> byName) {
        this.names = List.copyOf(names);
        this.levels = List.copyOf(levels);
        this.operations = List.copyOf(operations);
        this.byPath = byPath;
        this.byName = Map.copyOf(byName);
        for (int i = 0; i < names.size(); i++) {
            indexes.put(names.get(i).toLowerCase(Locale.ROOT), i);
        }
        for (ApiOperation operation : operations) {
            operation.admission().forEach(this::countBreadth);
        }
    }

    private void countBreadth(char kind, List<PermissionAlternative> alternatives) {
        int[] breadth = breadths.computeIfAbsent(kind, k -> new int[names.size()]);
        for (PermissionAlternative alternative : alternatives) {
            for (int permission : alternative.permissions()) {
                breadth[permission]++;
            }
        }
    }

    int size() {
        return names.size();
    }

    String name(int permission) {
        return names.get(permission);
    }

    List<String> names(int[] permissions) {
        List<String> listed = new ArrayList<>();
        for (int permission : permissions) {
            listed.add(names.get(permission));
        }
        return listed;
    }

    /** Returns the index of the permission with this name, ignoring case; empty if the table does not contain it. */
    Optional<Integer> index(String name) {
        return Optional.ofNullable(indexes.get(name.toLowerCase(Locale.ROOT)));
    }

    /** Returns the privilege level from 1 to 4, or {@link #UNRATED} if the vendor does not rate the permission. */
    int level(int permission, char kind) {
        return levels.get(permission).getOrDefault(kind, UNRATED);
    }

    /** Returns the number of the vendor's operations that a permission allows, as a measure of its breadth. */
    int breadth(int permission, char kind) {
        int[] breadth = breadths.get(kind);
        return breadth == null ? 0 : breadth[permission];
    }

    /**
     * Returns the cost of each permission, not including the part that depends on the calls. The caller may modify the
     * array.
     */
    long[] costs(char kind) {
        return costs.computeIfAbsent(kind, k -> PermissionPrivilegeCosts.baseCosts(this, k))
                .clone();
    }

    Collection<ApiOperation> operations() {
        return operations;
    }

    /**
     * Tries several forms of a path, and returns the operation for the first form that the table contains; empty if the
     * table contains none of them.
     */
    Optional<ApiOperation> find(Stream<List<String>> readings, String method) {
        return readings.flatMap(reading -> byPath.find(reading, method).stream())
                .findFirst();
    }

    /**
     * Returns the operation without the alternatives that reveal only basic facts, for a call that requests content. If
     * all alternatives reveal only basic facts, they are kept.
     */
    ApiOperation withoutBasicFactsOnly(ApiOperation operation) {
        Map<Character, List<PermissionAlternative>> admission = new HashMap<>();
        operation.admission().forEach((kind, alternatives) -> {
            List<PermissionAlternative> showing = alternatives.stream()
                    .filter(alternative -> names(alternative.permissions()).stream()
                            .noneMatch(PartialResultPermissions::showsBasicFactsOnly))
                    .toList();
            admission.put(kind, showing.isEmpty() ? alternatives : showing);
        });
        return new ApiOperation(operation.template(), admission);
    }

    /**
     * Returns the operation with this API method name; empty if there is none or the vendor publishes no such names.
     */
    Optional<ApiOperation> named(String name) {
        return Optional.ofNullable(byName.get(name.toLowerCase(Locale.ROOT)));
    }
}
