package io.grantkeeper.rightsizing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads the file of a permission table. Its fields are separated by tabs, and the first field of each row is the type
 * of the row. A letter identifies each permission kind: for Microsoft, {@code W} is delegated access to work accounts,
 * {@code P} is delegated access to personal accounts, and {@code A} is application access; all other providers use only
 * {@code K}. Privilege levels start at 1, the least privileged. Indexes start at 0.
 *
 * <pre>
 * # comment
 * P  name  W3 A2            a permission, with its privilege level for each kind; without a level, it is unrated
 * S  12* 45 3+7             a list of alternatives. Each number is the index of a P row. + joins permissions that
 *                           are required together, * marks the least privileged alternative, - means none is required
 * O  /path/{id}  GET W5 A6  an operation. Each further field is a method with, for each kind, the index of an S row
 * N  api.method  GET /path  the vendor's name for an operation
 * </pre>
 */
final class PermissionTableReader {
    private final List<String> names = new ArrayList<>();
    private final List<Map<Character, Integer>> levels = new ArrayList<>();
    private final List<List<PermissionAlternative>> sets = new ArrayList<>();
    private final Map<String, ApiOperation> operations = new HashMap<>();
    private final Map<String, ApiOperation> byName = new HashMap<>();
    private final UrlPathTrie byPath = new UrlPathTrie();

    private PermissionTableReader() {}

    static PermissionTable read(PermissionTableProvider provider) {
        String file = provider.wireName() + ".tsv";
        try (InputStream stream = PermissionTableReader.class.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IllegalStateException("the permission table " + file + " is missing from the class path");
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
            PermissionTableReader reader = new PermissionTableReader();
            lines.lines().forEach(reader::row);
            return new PermissionTable(
                    reader.names, reader.levels, reader.operations.values(), reader.byPath, reader.byName);
        } catch (IOException e) {
            throw new UncheckedIOException("the permission table " + file + " cannot be read", e);
        }
    }

    private void row(String line) {
        String[] fields = line.split("\t", -1);
        switch (fields[0]) {
            case "P" -> permission(fields);
            case "S" -> sets.add(alternatives(fields[1]));
            case "O" -> operation(fields);
            case "N" -> name(fields);
            default -> {
                if (!line.startsWith("#")) {
                    throw new IllegalStateException("a permission table has a row of unknown type '" + fields[0] + "'");
                }
            }
        }
    }

    private void permission(String[] fields) {
        names.add(fields[1]);
        Map<Character, Integer> byKind = new HashMap<>();
        for (String level : words(fields[2])) {
            byKind.put(level.charAt(0), Integer.valueOf(level.substring(1)));
        }
        levels.add(Map.copyOf(byKind));
    }

    private static List<PermissionAlternative> alternatives(String field) {
        List<PermissionAlternative> alternatives = new ArrayList<>();
        for (String word : words(field)) {
            if (word.startsWith("-")) {
                alternatives.add(new PermissionAlternative(new int[0], true));
                continue;
            }
            boolean least = word.endsWith("*");
            String plain = least ? word.substring(0, word.length() - 1) : word;
            int[] permissions = Arrays.stream(plain.split("\\+"))
                    .mapToInt(Integer::parseInt)
                    .sorted()
                    .toArray();
            alternatives.add(new PermissionAlternative(permissions, least));
        }
        return List.copyOf(alternatives);
    }

    private void operation(String[] fields) {
        String path = fields[1];
        List<String> template = UrlPathTemplates.segments(path);
        for (int i = 2; i < fields.length; i++) {
            List<String> parts = words(fields[i]);
            String method = parts.getFirst();
            Map<Character, List<PermissionAlternative>> admission = new HashMap<>(4);
            for (String set : parts.subList(1, parts.size())) {
                admission.put(set.charAt(0), sets.get(Integer.parseInt(set.substring(1))));
            }
            ApiOperation operation = new ApiOperation(method + " " + path, Map.copyOf(admission));
            operations.put(operation.template(), operation);
            byPath.add(template, method, operation);
        }
    }

    private void name(String[] fields) {
        ApiOperation operation = operations.get(fields[2]);
        if (operation != null) {
            byName.putIfAbsent(fields[1].toLowerCase(Locale.ROOT), operation);
        }
    }

    private static List<String> words(String field) {
        return field.isEmpty() ? List.of() : Arrays.asList(field.split(" "));
    }
}
