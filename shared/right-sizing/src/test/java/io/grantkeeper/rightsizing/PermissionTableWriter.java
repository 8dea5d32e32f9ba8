package io.grantkeeper.rightsizing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Collects what a vendor publishes about its permissions, and writes it in the format that {@link
 * PermissionTableReader} reads.
 */
final class PermissionTableWriter {
    private final List<String> comments;
    private final TreeMap<String, TreeMap<Character, Integer>> levels = new TreeMap<>();
    // path → method → kind → permissions → whether the vendor marks these permissions as least privileged
    private final Map<String, Map<String, Map<Character, Map<String, Boolean>>>> operations = new TreeMap<>();
    private final TreeMap<String, String> names = new TreeMap<>();

    PermissionTableWriter(String... comments) {
        this.comments = List.of(comments);
    }

    void level(String permission, char kind, int level) {
        levels.computeIfAbsent(permission, p -> new TreeMap<>()).put(kind, level);
    }

    void permission(String permission) {
        levels.computeIfAbsent(permission, p -> new TreeMap<>());
    }

    void allow(String path, String method, char kind, List<String> together, boolean least) {
        together.forEach(this::permission);
        String key = together.isEmpty() ? "-" : String.join("+", new TreeSet<>(together));
        operations
                .computeIfAbsent(path, p -> new TreeMap<>())
                .computeIfAbsent(method, m -> new TreeMap<>())
                .computeIfAbsent(kind, k -> new TreeMap<>())
                .merge(key, least, Boolean::logicalOr);
    }

    void name(String name, String method, String path) {
        names.putIfAbsent(name, method + " " + path);
    }

    String text() {
        StringBuilder out = new StringBuilder();
        comments.forEach(comment -> out.append("# ").append(comment).append('\n'));
        Map<String, Integer> indexes = new TreeMap<>();
        levels.forEach((permission, byKind) -> {
            indexes.put(permission, indexes.size());
            String all = byKind.entrySet().stream()
                    .map(e -> e.getKey().toString() + e.getValue())
                    .collect(Collectors.joining(" "));
            out.append("P\t").append(permission).append('\t').append(all).append('\n');
        });
        SequencedMap<String, Integer> sets = new LinkedHashMap<>();
        StringBuilder rows = new StringBuilder();
        operations.forEach((path, methods) -> rows.append(row(path, methods, indexes, sets)));
        sets.keySet().forEach(set -> out.append("S\t").append(set).append('\n'));
        out.append(rows);
        names.forEach((name, operation) ->
                out.append("N\t").append(name).append('\t').append(operation).append('\n'));
        return out.toString();
    }

    private static String row(
            String path,
            Map<String, Map<Character, Map<String, Boolean>>> methods,
            Map<String, Integer> indexes,
            Map<String, Integer> sets) {
        List<String> fields = new ArrayList<>(List.of("O", path));
        methods.forEach((method, kinds) -> {
            List<String> words = new ArrayList<>(List.of(method));
            kinds.forEach((kind, ways) -> {
                String set = ways.entrySet().stream()
                        .map(way -> encode(way.getKey(), indexes) + (way.getValue() ? "*" : ""))
                        .collect(Collectors.joining(" "));
                words.add(kind.toString() + number(sets, set));
            });
            fields.add(String.join(" ", words));
        });
        return String.join("\t", fields) + "\n";
    }

    private static Integer number(Map<String, Integer> sets, String set) {
        Integer known = sets.get(set);
        int number = known == null ? sets.size() : known;
        sets.put(set, number);
        return number;
    }

    private static String encode(String together, Map<String, Integer> indexes) {
        if (together.equals("-")) {
            return "-";
        }
        return Arrays.stream(together.split("\\+", -1))
                .map(name -> indexes.get(name).toString())
                .collect(Collectors.joining("+"));
    }
}
