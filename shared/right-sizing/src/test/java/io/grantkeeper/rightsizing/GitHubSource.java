package io.grantkeeper.rightsizing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** GitHub: the rules in {@code github-rules.tsv} over the endpoints in GitHub's OpenAPI description. */
final class GitHubSource {
    private static final char KIND = KindReader.ONLY;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> LEVELS = List.of("read", "write", "admin");

    private record Rule(List<String> methods, String path, String permissions) {
        boolean fits(String method, String endpoint) {
            boolean here = path.endsWith("/**")
                    ? (endpoint + "/").startsWith(path.substring(0, path.length() - 2))
                    : endpoint.equals(path);
            return here && (methods.contains("*") || methods.contains(method));
        }
    }

    private GitHubSource() {}

    static String table(Path openApi) throws IOException {
        TableWriter table = new TableWriter(
                "GitHub: the app permissions that each endpoint needs. Levels: read 1, write 2, admin 3.",
                "Endpoints from @octokit/openapi, MIT; permissions are facts of GitHub's documentation, CC-BY-4.0.",
                "Generated from rules, do not edit.");
        List<Rule> rules = rules();
        JsonNode paths = JSON.readTree(Files.readString(openApi)).get("paths");
        for (Map.Entry<String, JsonNode> path : paths.properties()) {
            for (String verb : path.getValue().propertyNames()) {
                String method = verb.toUpperCase(Locale.ROOT);
                Optional<Rule> rule = rules.stream()
                        .filter(r -> r.fits(method, path.getKey()))
                        .findFirst();
                rule.ifPresent(r -> add(table, path.getKey(), method, r.permissions()));
            }
        }
        // Files below this folder are workflows: writing them takes the permission for that as well.
        String workflow = "/repos/{owner}/{repo}/contents/.github/workflows/{path}";
        add(table, workflow, "PUT", "contents:w+workflows:w");
        add(table, workflow, "DELETE", "contents:w+workflows:w");
        return table.text();
    }

    private static List<Rule> rules() throws IOException {
        List<Rule> rules = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(GitHubSource.class.getResourceAsStream("github-rules.tsv")),
                StandardCharsets.UTF_8))) {
            for (String line : lines.lines().toList()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    String[] fields = line.split("\t", -1);
                    rules.add(new Rule(List.of(fields[0].split(",", -1)), fields[1], fields[2]));
                }
            }
        }
        return rules;
    }

    private static void add(TableWriter table, String path, String method, String permissions) {
        String template = path.replaceAll("/\\{(path|ref|basehead)}$", "/{**}");
        for (String alternative : permissions.split("\\|", -1)) {
            for (List<String> together : wider(alternative, method)) {
                together.forEach(p -> table.level(p, KIND, LEVELS.indexOf(p.substring(p.indexOf(':') + 1)) + 1));
                table.allow(template, method, KIND, together, false);
            }
        }
    }

    /** The permissions at the level asked for, or wider. */
    private static List<List<String>> wider(String alternative, String method) {
        List<List<String>> all = new ArrayList<>();
        all.add(List.of());
        if (alternative.equals("-")) {
            return all;
        }
        for (String part : alternative.split("\\+", -1)) {
            String[] words = part.split(":", -1);
            int level = words.length == 1 ? (method.equals("GET") ? 0 : 1) : "rwa".indexOf(words[1]);
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
            case "metadata", "organization_api_insights", "organization_events", "plan", "codespaces_metadata" -> 0;
            default -> 1;
        };
    }
}
