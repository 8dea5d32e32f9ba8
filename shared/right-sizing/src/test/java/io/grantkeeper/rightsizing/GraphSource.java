package io.grantkeeper.rightsizing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Generates the permission table for Microsoft Graph: which permissions allow each method and path, which of these
 * permissions are marked as least privileged, and the privilege levels.
 */
final class GraphSource {
    static final Map<String, Character> KINDS =
            Map.of("DelegatedWork", 'W', "DelegatedPersonal", 'P', "Application", 'A');
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /**
     * The ids of two collections, keyed by their placeholder in Microsoft's published file. These ids are the same in
     * every tenant.
     */
    private static final Map<String, String> FIXED_IDS = Map.of(
            "{global-collection-id}", "00000000-0000-0000-0000-000000000001",
            "{quarantined-collection-id}", "00000000-0000-0000-0000-000000000002");

    private GraphSource() {}

    static String table(Path facts) throws IOException {
        PermissionTableWriter table = new PermissionTableWriter(
                "Microsoft Graph: permissions, privilege levels, and the paths that they admit; * marks the least privileged.",
                "Facts from microsoftgraph/microsoft-graph-devx-content 6cbd6bb, MIT; generated, do not edit.");
        addLevels(table, facts);
        // Rows that differ only in case or in the name of a placeholder are the same operation. Each permission in one
        // of these rows admits the operation.
        Map<String, String> spelling = new TreeMap<>();
        for (JsonNode row : rows(facts.resolve("labels/msgraph-path-permissions.json"))) {
            add(table, row, spelling);
        }
        addMembers(table);
        addCalendars(table);
        return table.text();
    }

    /**
     * Adds the privilege levels. A permission that Microsoft does not rate gets the level of the corresponding
     * tenant-wide permission, which covers at least as much.
     */
    private static void addLevels(PermissionTableWriter table, Path facts) throws IOException {
        Map<String, Integer> rated = new TreeMap<>();
        for (JsonNode row : rows(facts.resolve("labels/msgraph-privilege-level.json"))) {
            JsonNode level = row.get("privilegeLevel");
            if (level != null && level.isInt()) {
                rated.put(row.get("permission").asString() + row.get("scheme").asString(), level.asInt());
            }
        }
        for (JsonNode row : rows(facts.resolve("labels/msgraph-privilege-level.json"))) {
            String permission = row.get("permission").asString();
            String scheme = row.get("scheme").asString();
            table.permission(permission);
            Integer level = rated.getOrDefault(permission + scheme, rated.get(permission + ".All" + scheme));
            if (level != null) {
                table.level(permission, KINDS.get(scheme), level);
            }
        }
    }

    /**
     * Adds operations on calendars. Microsoft's published file contains operations on a calendar's contents, but not on
     * the calendar itself.
     *
     * @see <a href="https://learn.microsoft.com/graph/api/calendar-get">Get calendar</a>
     * @see <a href="https://learn.microsoft.com/graph/api/calendar-update">Update calendar</a>
     */
    private static void addCalendars(PermissionTableWriter table) {
        for (String owner : List.of("/me", "/users/{id}")) {
            for (String calendar : List.of("/calendar", "/calendars/{id}")) {
                for (char kind : List.of('W', 'P', 'A')) {
                    for (String reading : List.of("Calendars.ReadBasic", "Calendars.Read", "Calendars.ReadWrite")) {
                        table.allow(owner + calendar, "GET", kind, List.of(reading), reading.endsWith("Basic"));
                    }
                    table.allow(owner + calendar, "PATCH", kind, List.of("Calendars.ReadWrite"), true);
                }
            }
        }
    }

    /**
     * Adds the operation that adds members to a group. Microsoft's published file contains only the operations that
     * list and remove members.
     *
     * @see <a href="https://learn.microsoft.com/graph/api/group-post-members">Add members</a>
     */
    private static void addMembers(PermissionTableWriter table) {
        for (String permission :
                List.of("GroupMember.ReadWrite.All", "Group.ReadWrite.All", "Directory.ReadWrite.All")) {
            for (char kind : List.of('W', 'A')) {
                table.allow(
                        "/groups/{id}/members/$ref",
                        "POST",
                        kind,
                        List.of(permission),
                        permission.startsWith("GroupMember"));
            }
        }
    }

    static Iterable<JsonNode> rows(Path file) throws IOException {
        return JSON.readTree(Files.readString(file)).get("rows");
    }

    private static void add(PermissionTableWriter table, JsonNode row, Map<String, String> spelling) {
        String written = path(row.get("path").asString());
        if (written.contains("?")) {
            return; // Two rows in Microsoft's file are queries on a path that also has its own row.
        }
        String shape = String.join("/", UrlPathTemplates.segments(written));
        String path = spelling.computeIfAbsent(shape, s -> written);
        Set<String> least = new HashSet<>();
        row.get("leastFor").forEach(scheme -> least.add(scheme.asString()));
        for (JsonNode method : row.get("methods")) {
            for (JsonNode scheme : row.get("schemes")) {
                table.allow(
                        path,
                        method.asString().toUpperCase(Locale.ROOT),
                        KINDS.get(scheme.asString()),
                        List.of(row.get("permission").asString()),
                        least.contains(scheme.asString()));
            }
        }
    }

    private static String path(String path) {
        String plain = path.replace(" ", "");
        for (Map.Entry<String, String> fixed : FIXED_IDS.entrySet()) {
            plain = plain.replace(fixed.getKey(), fixed.getValue());
        }
        // Two paths in Microsoft's file lack the slash before their placeholder.
        plain = plain.replace("requests{subject", "requests/{subject");
        // One function in Microsoft's file lacks its parentheses.
        plain = plain.replace("permissionsscope={value}", "permissions(scope={value})");
        return plain.endsWith("/") ? plain.substring(0, plain.length() - 1) : plain;
    }
}
