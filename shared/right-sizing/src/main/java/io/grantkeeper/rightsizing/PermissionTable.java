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
 * What one vendor publishes: its permissions with a privilege level for each kind, and for each operation the ways to be
 * let in. Permissions are known by their index, in the order of their names.
 */
final class PermissionTable {
    /** A level where the vendor gives none: the highest, so that an unrated permission is never preferred for that. */
    static final int UNRATED = 4;

    private final List<String> names;
    private final Map<String, Integer> indexes = new HashMap<>();
    private final List<Map<Character, Integer>> levels;
    private final Collection<Operation> operations;
    private final PathTrie byPath;
    private final Map<String, Operation> byName;
    private final Map<Character, int[]> breadths = new HashMap<>();
    private final Map<Character, long[]> costs = new ConcurrentHashMap<>();

    PermissionTable(
            List<String> names,
            List<Map<Character, Integer>> levels,
            Collection<Operation> operations,
            PathTrie byPath,
            Map<String, Operation> byName) {
        this.names = List.copyOf(names);
        this.levels = List.copyOf(levels);
        this.operations = List.copyOf(operations);
        this.byPath = byPath;
        this.byName = Map.copyOf(byName);
        for (int i = 0; i < names.size(); i++) {
            indexes.put(names.get(i).toLowerCase(Locale.ROOT), i);
        }
        for (Operation operation : operations) {
            operation.admission().forEach(this::countBreadth);
        }
    }

    private void countBreadth(char kind, List<Alternative> alternatives) {
        int[] breadth = breadths.computeIfAbsent(kind, k -> new int[names.size()]);
        for (Alternative alternative : alternatives) {
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

    /** The index of a permission, its name in any case. */
    Optional<Integer> index(String name) {
        return Optional.ofNullable(indexes.get(name.toLowerCase(Locale.ROOT)));
    }

    /** The privilege level, 1 to 4; {@link #UNRATED} where the vendor gives none. */
    int level(int permission, char kind) {
        return levels.get(permission).getOrDefault(kind, UNRATED);
    }

    /** How many of the vendor's operations a permission lets in: the wider it is, the more. */
    int breadth(int permission, char kind) {
        int[] breadth = breadths.get(kind);
        return breadth == null ? 0 : breadth[permission];
    }

    /** What each permission costs before the calls are known; the array is the caller's own. */
    long[] costs(char kind) {
        return costs.computeIfAbsent(kind, k -> PermissionCosts.standing(this, k))
                .clone();
    }

    Collection<Operation> operations() {
        return operations;
    }

    /** The operation of the first reading that the table knows. */
    Optional<Operation> find(Stream<List<String>> readings, String method) {
        return readings.flatMap(reading -> byPath.find(reading, method).stream())
                .findFirst();
    }

    /** The operation as it stands for a call that asks for content; as it was where nothing else lets it in. */
    Operation withoutBasics(Operation operation) {
        Map<Character, List<Alternative>> admission = new HashMap<>();
        operation.admission().forEach((kind, alternatives) -> {
            List<Alternative> showing = alternatives.stream()
                    .filter(alternative ->
                            names(alternative.permissions()).stream().noneMatch(PartialPermissions::showsBasicsOnly))
                    .toList();
            admission.put(kind, showing.isEmpty() ? alternatives : showing);
        });
        return new Operation(operation.template(), admission);
    }

    /** By the vendor's name of an API method, where it has such names. */
    Optional<Operation> named(String name) {
        return Optional.ofNullable(byName.get(name.toLowerCase(Locale.ROOT)));
    }
}
