package io.grantkeeper.functions.console;

import io.grantkeeper.identity.json.JsonTrees;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The OpenAPI document, which is the only list of operations. From it, the server reads the operations, the roles that
 * may call them, and the schemas of their parameters and bodies.
 */
final class ApiDescription {
    /** The path under which the API is served. */
    static final String BASE = "/api/v1";

    private static final String FILE = "openapi.json";

    private final String text;
    private final JsonNode document;
    private final List<Operation> operations = new ArrayList<>();

    /** The callers that an operation admits. */
    enum Access {
        /** Anyone, even without a session. */
        ANYONE,
        /** Anyone who is signed in. */
        SIGNED_IN,
        /** The roles that the operation names. */
        ROLES
    }

    /**
     * A parameter of an operation.
     *
     * @param in {@code path}, {@code query} or {@code header}
     */
    record Parameter(String name, String in, boolean required, JsonNode schema) {}

    /**
     * An operation.
     *
     * @param segments the path segments; those in braces are parameters
     * @param stepUp whether the person must have signed in within the last few minutes
     * @param expensive whether a call can read thousands of rows; the rate limit is then lower
     * @param exports whether a call returns a file with many records; such a call is recorded
     */
    record Operation(
            String id,
            String method,
            List<String> segments,
            Access access,
            Set<ConsoleRole> roles,
            boolean stepUp,
            boolean expensive,
            boolean exports,
            List<Parameter> parameters,
            Optional<JsonNode> body) {
        Operation {
            segments = List.copyOf(segments);
            roles = Set.copyOf(roles);
            parameters = List.copyOf(parameters);
        }

        boolean isWrite() {
            return !method.equals("GET");
        }

        /** Returns whether a call must contain an idempotency key, which identifies repeated calls. */
        boolean needsIdempotencyKey() {
            return parameters.stream()
                    .anyMatch(parameter -> parameter.name().equals("Idempotency-Key") && parameter.required());
        }

        private Optional<Map<String, String>> match(List<String> path) {
            if (path.size() != segments.size()) {
                return Optional.empty();
            }
            Map<String, String> values = new HashMap<>();
            for (int i = 0; i < path.size(); i++) {
                String segment = segments.get(i);
                if (segment.startsWith("{")) {
                    values.put(segment.substring(1, segment.length() - 1), decoded(path.get(i)));
                } else if (!segment.equals(path.get(i))) {
                    return Optional.empty();
                }
            }
            return Optional.of(values);
        }

        /** Returns a segment without its percent-encoding; unchanged if the encoding is invalid. */
        private static String decoded(String segment) {
            try {
                return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException _) {
                return segment;
            }
        }

        private long literals() {
            return segments.stream().filter(segment -> !segment.startsWith("{")).count();
        }
    }

    /** An operation with the values of the parameters in its path. */
    record Match(Operation operation, Map<String, String> path) {}

    private ApiDescription(String text) {
        this.text = text;
        this.document = JsonTrees.read(text);
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(method ->
                                operations.add(operation(path.getKey(), method.getKey(), method.getValue()))));
    }

    static ApiDescription standard() {
        try (InputStream in = ApiDescription.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("the bundle lacks " + FILE);
            }
            return new ApiDescription(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + FILE, e);
        }
    }

    private static Operation operation(String path, String method, JsonNode node) {
        List<Parameter> parameters = new ArrayList<>();
        for (JsonNode parameter : node.path("parameters")) {
            parameters.add(new Parameter(
                    parameter.path("name").asString(""),
                    parameter.path("in").asString(""),
                    parameter.path("required").asBoolean(false),
                    parameter.path("schema")));
        }
        Set<ConsoleRole> roles = EnumSet.noneOf(ConsoleRole.class);
        Access access = Access.ROLES;
        for (JsonNode role : node.path("x-role")) {
            switch (role.asString("")) {
                case "anyone" -> access = Access.ANYONE;
                case "signed-in" -> access = Access.SIGNED_IN;
                default ->
                    roles.add(ConsoleRole.ofCode(role.asString(""))
                            .orElseThrow(() -> new IllegalStateException("no role " + role)));
            }
        }
        JsonNode body = node.path("requestBody")
                .path("content")
                .path("application/json")
                .path("schema");
        return new Operation(
                node.path("operationId").asString(""),
                method.toUpperCase(Locale.ROOT),
                segments(path),
                access,
                roles,
                node.path("x-step-up").asBoolean(false),
                node.path("x-expensive").asBoolean(false),
                node.path("x-export").asBoolean(false),
                parameters,
                body.isMissingNode() ? Optional.empty() : Optional.of(body));
    }

    private static List<String> segments(String path) {
        return List.of(path.substring(1).split("/", -1));
    }

    /** Returns the OpenAPI document as text. */
    String text() {
        return text;
    }

    JsonNode document() {
        return document;
    }

    /** Returns the values that a member of a schema may have. */
    Set<String> choices(String schema, String member) {
        Set<String> values = new HashSet<>();
        document.path("components")
                .path("schemas")
                .path(schema)
                .path("properties")
                .path(member)
                .path("enum")
                .forEach(value -> values.add(value.asString("")));
        return values;
    }

    List<Operation> operations() {
        return List.copyOf(operations);
    }

    /**
     * Returns the operation that matches a request. If several match, the one with the fewest path parameters is
     * returned, so that {@code check} in {@code /policies/check} is not mistaken for the ID of a policy.
     *
     * @param path the path after {@link #BASE}
     */
    Optional<Match> match(String method, String path) {
        List<String> segments = segments(path);
        Optional<Match> best = Optional.empty();
        for (Operation operation : operations) {
            if (!operation.method().equals(method)) {
                continue;
            }
            Optional<Map<String, String>> values = operation.match(segments);
            if (values.isPresent()
                    && best.filter(known -> known.operation().literals() >= operation.literals())
                            .isEmpty()) {
                best = Optional.of(new Match(operation, values.get()));
            }
        }
        return best;
    }

    /** Returns whether any operation has this path, whatever its method. */
    boolean hasPath(String path) {
        List<String> segments = segments(path);
        return operations.stream()
                .anyMatch(operation -> operation.match(segments).isPresent());
    }
}
