package io.grantkeeper.rightsizing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Generates the permission table for Okta: the scopes that each endpoint requires. All scopes of an endpoint are
 * required together. A manage scope is also sufficient for calls that require the read scope of the same name.
 */
final class OktaSource {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final char KIND = PermissionFormReader.ONLY;

    private OktaSource() {}

    static String table(Path facts) throws IOException {
        PermissionTableWriter table = new PermissionTableWriter(
                "Okta: the scopes that each endpoint needs. Levels are Grantkeeper's own: read 1, manage 2.",
                "Facts from okta/okta-management-openapi-spec 2026.06.3, Apache-2.0, and Okta's reference of the Governance API;",
                "generated, do not edit.");
        Set<String> known = new HashSet<>();
        for (JsonNode row : JSON.readTree(Files.readString(facts.resolve("scopes/okta.json")))) {
            known.add(row.get("scope").asString());
            level(table, row.get("scope").asString());
        }
        JsonNode endpoints = JSON.readTree(Files.readString(facts.resolve("scopes/okta-endpoint-scopes.json")));
        for (Map.Entry<String, JsonNode> endpoint : endpoints.properties()) {
            for (Map.Entry<String, JsonNode> method : endpoint.getValue().properties()) {
                List<String> scopes = new ArrayList<>();
                method.getValue().forEach(scope -> scopes.add(scope.asString()));
                String verb = method.getKey().toUpperCase(Locale.ROOT);
                allow(table, known, endpoint.getKey(), verb, scopes);
            }
        }
        try (Stream<String> governance = VendorFactLines.of("okta-governance.tsv")) {
            governance.map(line -> line.split("\t", -1)).forEach(fields -> {
                for (String verb : fields[1].split(",", -1)) {
                    allow(
                            table,
                            known,
                            fields[2],
                            verb,
                            List.of(fields[0] + (verb.equals("GET") ? ".read" : ".manage")));
                }
            });
        }
        return table.text();
    }

    private static void allow(
            PermissionTableWriter table, Set<String> known, String path, String verb, List<String> scopes) {
        for (List<String> together : wider(scopes, known)) {
            together.forEach(scope -> level(table, scope));
            table.allow(path, verb, KIND, together, together.equals(scopes));
        }
    }

    private static void level(PermissionTableWriter table, String scope) {
        table.level(scope, KIND, scope.endsWith(".manage") ? 2 : 1);
    }

    /**
     * Returns the sets of scopes that allow a call: the required scopes, and each combination in which some read scopes
     * are replaced by the manage scopes of the same name, if these exist.
     */
    private static List<List<String>> wider(List<String> scopes, Set<String> known) {
        List<List<String>> all = new ArrayList<>();
        all.add(List.of());
        for (String scope : scopes) {
            List<String> choices = new ArrayList<>(List.of(scope));
            String manage = scope.replaceAll("\\.read$", ".manage");
            if (!manage.equals(scope) && known.contains(manage)) {
                choices.add(manage);
            }
            List<List<String>> longer = new ArrayList<>();
            for (List<String> start : all) {
                for (String choice : choices) {
                    List<String> together = new ArrayList<>(start);
                    together.add(choice);
                    longer.add(together);
                }
            }
            all = longer;
        }
        return all;
    }
}
