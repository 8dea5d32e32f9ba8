package io.grantkeeper.simulator.github;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * A field of a GraphQL query with its arguments and its selected subfields. Supports only plain queries, without
 * fragments, directives or aliases.
 */
record GraphQlSelection(String name, Map<String, String> arguments, List<GraphQlSelection> fields) {

    private static final Pattern TOKEN = Pattern.compile("[{}()]|\\$?[A-Za-z_]\\w*!?|\"[^\"]*\"|-?\\d+|[:=,\\[\\]!]");

    Optional<GraphQlSelection> field(String wanted) {
        return fields.stream().filter(field -> field.name.equals(wanted)).findFirst();
    }

    /** Parses a query and returns its root, or empty if the text is not a supported query. */
    static Optional<GraphQlSelection> parse(String query, JsonNode variables) {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(query);
        while (matcher.find()) {
            tokens.add(matcher.group());
        }
        int open = tokens.indexOf("{");
        if (open < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(new GraphQlSelection("query", Map.of(), new Reader(tokens, open, variables).fields()));
        } catch (IndexOutOfBoundsException unbalanced) {
            return Optional.empty();
        }
    }

    private static final class Reader {
        private final List<String> tokens;
        private final JsonNode variables;
        private int at;

        Reader(List<String> tokens, int at, JsonNode variables) {
            this.tokens = tokens;
            this.at = at;
            this.variables = variables;
        }

        /** Parses the fields from an opening brace to its closing brace. */
        List<GraphQlSelection> fields() {
            List<GraphQlSelection> fields = new ArrayList<>();
            at++;
            while (!tokens.get(at).equals("}")) {
                String name = tokens.get(at++);
                if (name.equals(",")) {
                    continue;
                }
                Map<String, String> arguments = tokens.get(at).equals("(") ? arguments() : Map.of();
                List<GraphQlSelection> below = tokens.get(at).equals("{") ? fields() : List.of();
                fields.add(new GraphQlSelection(name, arguments, below));
            }
            at++;
            return fields;
        }

        private Map<String, String> arguments() {
            Map<String, String> arguments = new HashMap<>();
            at++;
            while (!tokens.get(at).equals(")")) {
                String name = tokens.get(at++);
                if (name.equals(",")) {
                    continue;
                }
                at++; // the colon
                String value = tokens.get(at++);
                arguments.put(name, value(value));
            }
            at++;
            return arguments;
        }

        private String value(String token) {
            if (token.startsWith("$")) {
                JsonNode given = variables.path(token.substring(1));
                return given.isString()
                        ? given.stringValue()
                        : given.isMissingNode() || given.isNull() ? "" : given.toString();
            }
            return token.startsWith("\"") ? token.substring(1, token.length() - 1) : token.equals("null") ? "" : token;
        }
    }
}
