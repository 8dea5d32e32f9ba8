package io.grantkeeper.rightsizing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * Calls that are generated from Microsoft's published permission table. The labels of a call are the permissions that
 * allow it; some of them are marked as least privileged.
 */
final class LabeledCalls {
    static final Map<Character, String> KIND_NAMES =
            Map.of('W', "delegated", 'P', "delegated-personal", 'A', "application");

    record LabeledCall(char kind, String method, String path, Set<String> admitting, Set<String> least) {}

    private LabeledCalls() {}

    /** Returns the calls from the permission table that is bundled with this library. */
    static List<LabeledCall> ofTable() {
        PermissionTable table = RightSizer.standard().table(PermissionTableProvider.MICROSOFT);
        TreeMap<String, LabeledCall> calls = new TreeMap<>();
        for (ApiOperation operation : table.operations()) {
            String method =
                    operation.template().substring(0, operation.template().indexOf(' '));
            String path = operation.template().substring(method.length() + 1);
            operation.admission().forEach((kind, ways) -> {
                LabeledCall call = calls.computeIfAbsent(
                        method + path + kind,
                        k -> new LabeledCall(kind, method, path, new TreeSet<>(), new TreeSet<>()));
                for (PermissionAlternative way : ways) {
                    call.admitting().addAll(table.names(way.permissions()));
                    if (way.markedLeast()) {
                        call.least().addAll(table.names(way.permissions()));
                    }
                }
            });
        }
        return List.copyOf(calls.values());
    }

    /** Returns the calls from the file that Microsoft publishes. The paths are as in that file. */
    static List<LabeledCall> ofSource(Path facts) throws IOException {
        TreeMap<String, LabeledCall> calls = new TreeMap<>();
        for (JsonNode row : GraphSource.rows(facts.resolve("labels/msgraph-path-permissions.json"))) {
            String path = row.get("path").asString();
            Set<String> least = new TreeSet<>();
            row.get("leastFor").forEach(scheme -> least.add(scheme.asString()));
            for (JsonNode method : row.get("methods")) {
                for (JsonNode scheme : row.get("schemes")) {
                    char kind = GraphSource.KINDS.get(scheme.asString());
                    LabeledCall call = calls.computeIfAbsent(
                            method.asString() + path.toLowerCase(Locale.ROOT) + kind,
                            k -> new LabeledCall(kind, method.asString(), path, new TreeSet<>(), new TreeSet<>()));
                    call.admitting().add(row.get("permission").asString());
                    if (least.contains(scheme.asString())) {
                        call.least().add(row.get("permission").asString());
                    }
                }
            }
        }
        return List.copyOf(calls.values());
    }

    /**
     * Returns the call in a form that a log might contain: with real ids, in uppercase or lowercase, with or without
     * host and version, with or without a query, and sometimes in OData's syntax for keys.
     */
    static ObservedCall logged(LabeledCall call, Random random) {
        StringBuilder path = new StringBuilder();
        for (String segment : call.path().substring(1).split("/", -1)) {
            String plain = segment.replaceAll("=\\{[^}]*}", "='x" + random.nextInt(100) + "'");
            boolean id = plain.matches("\\{[^}]*}");
            String filled = plain.replaceAll("\\{[^}]*}", id(random));
            if (id && random.nextInt(4) == 0 && !path.toString().matches(".*[:)]")) {
                path.append("('").append(filled).append("')");
            } else {
                path.append('/').append(filled);
            }
        }
        String text = random.nextInt(3) == 0 ? path.toString().toUpperCase(Locale.ROOT) : path.toString();
        String start =
                switch (random.nextInt(4)) {
                    case 0 -> "https://graph.microsoft.com/v1.0";
                    case 1 -> "https://GRAPH.microsoft.com/beta";
                    case 2 -> "/v1.0";
                    default -> "";
                };
        String end = random.nextInt(3) == 0 ? "?$select=id&$top=5" : "";
        return new ObservedCall(
                random.nextBoolean() ? call.method() : call.method().toLowerCase(Locale.ROOT), start + text + end);
    }

    private static String id(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> new UUID(random.nextLong(), random.nextLong()).toString();
            case 1 -> "ada.lovelace@contoso.example";
            default -> Integer.toString(random.nextInt(1_000_000));
        };
    }

    static List<LabeledCall> ofKind(List<LabeledCall> calls, char kind) {
        List<LabeledCall> some = new ArrayList<>(calls);
        some.removeIf(call -> call.kind() != kind);
        return some;
    }
}
