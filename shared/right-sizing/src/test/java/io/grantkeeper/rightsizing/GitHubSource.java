package io.grantkeeper.rightsizing;

import io.grantkeeper.rightsizing.GitHubPublishedPermissions.Endpoint;
import io.grantkeeper.rightsizing.GitHubPublishedPermissions.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Generates the permission table for GitHub from the permissions that GitHub publishes for each endpoint. The rules in
 * {@code github-rules.tsv} add what is missing there.
 */
final class GitHubSource {
    private static final char KIND = PermissionFormReader.ONLY;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> LEVELS = List.of("read", "write", "admin");

    private record Rule(List<String> methods, String path, String permissions) {
        boolean matches(String method, String endpoint) {
            boolean here = path.endsWith("/**")
                    ? (endpoint + "/").startsWith(path.substring(0, path.length() - 2))
                    : endpoint.equals(path);
            return here && (methods.contains("*") || methods.contains(method));
        }
    }

    private GitHubSource() {}

    static String table(Path openApi) throws IOException {
        PermissionTableWriter table = new PermissionTableWriter(
                "GitHub: the app permissions that each endpoint needs. Levels: read 1, write 2, admin 3.",
                "Endpoints from @octokit/openapi, MIT; permissions are facts of github/docs, CC-BY-4.0.",
                "Generated, do not edit.");
        Map<Endpoint, List<Row>> published = GitHubPublishedPermissions.rows();
        published.forEach((endpoint, rows) ->
                add(table, endpoint.path(), endpoint.method(), GitHubPublishedPermissions.ways(rows)));
        List<Rule> rules = rules();
        JsonNode paths = JSON.readTree(Files.readString(openApi)).get("paths");
        for (Map.Entry<String, JsonNode> path : paths.properties()) {
            for (String verb : path.getValue().propertyNames()) {
                String method = verb.toUpperCase(Locale.ROOT);
                if (!published.containsKey(new Endpoint(path.getKey(), method))) {
                    rules.stream()
                            .filter(r -> r.matches(method, path.getKey()))
                            .findFirst()
                            .ifPresent(r -> add(table, path.getKey(), method, r.permissions()));
                }
            }
        }
        // These endpoints are missing from the OpenAPI description; some of them exist only in Enterprise Cloud.
        for (Rule rule : rules) {
            if (!rule.path().contains("**") && !paths.has(rule.path())) {
                rule.methods().forEach(method -> add(table, rule.path(), method, rule.permissions()));
            }
        }
        // Files in this folder are workflows, so writing them also requires the workflows permission.
        String workflow = "/repos/{owner}/{repo}/contents/.github/workflows/{path}";
        add(table, workflow, "PUT", "contents:w+workflows:w");
        add(table, workflow, "DELETE", "contents:w+workflows:w");
        return table.text();
    }

    private static List<Rule> rules() throws IOException {
        return VendorFactLines.of("github-rules.tsv")
                .map(line -> line.split("\t", -1))
                .map(fields -> new Rule(List.of(fields[0].split(",", -1)), fields[1], fields[2]))
                .toList();
    }

    private static void add(PermissionTableWriter table, String path, String method, String permissions) {
        String template = path.replaceAll("/\\{(path|dir|ref|basehead)}$", "/{**}");
        for (String alternative : permissions.split("\\|", -1)) {
            for (List<String> together : wider(alternative)) {
                together.forEach(p -> table.level(p, KIND, LEVELS.indexOf(p.substring(p.indexOf(':') + 1)) + 1));
                table.allow(template, method, KIND, together, false);
            }
        }
    }

    /**
     * Returns the sets of permissions that are sufficient where {@code alternative} is required: all combinations of
     * its permissions, each at the given level or a higher one.
     */
    private static List<List<String>> wider(String alternative) {
        List<List<String>> all = new ArrayList<>();
        all.add(List.of());
        if (alternative.equals("-")) {
            return all;
        }
        for (String part : alternative.split("\\+", -1)) {
            String[] words = part.split(":", -1);
            int level = "rwa".indexOf(words[1].charAt(0));
            int highest = highest(words[0]);
            List<List<String>> longer = new ArrayList<>();
            for (List<String> start : all) {
                for (int l = level; l <= Math.max(level, highest); l++) {
                    List<String> together = new ArrayList<>(start);
                    together.add(words[0] + ":" + LEVELS.get(l));
                    longer.add(together);
                }
            }
            all = longer;
        }
        return all;
    }

    private static int highest(String permission) {
        return switch (permission) {
            case "organization_custom_properties" -> 2;
            case "metadata",
                    "organization_api_insights",
                    "organization_events",
                    "organization_copilot_metrics",
                    "enterprise_copilot_metrics",
                    "private_repository_invitations",
                    "plan",
                    "codespaces_metadata" -> 0;
            default -> 1;
        };
    }
}
