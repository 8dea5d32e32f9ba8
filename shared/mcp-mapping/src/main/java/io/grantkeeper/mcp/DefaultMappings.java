package io.grantkeeper.mcp;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Provides the AuthZEN mappings for MCP methods, and for tools that declare no mapping of their own (section "default
 * mappings" of the COAZ-MCP draft).
 */
final class DefaultMappings {
    /**
     * A strict parser. If two parsers could read the same JSON differently, the request that is executed could differ
     * from the one that was evaluated.
     */
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final String SERVER = "mcp_server";

    /**
     * The resource that a method accesses: its type and its ID, each a literal or a CEL expression. An empty ID means
     * the server itself.
     */
    private record About(String type, String id) {}

    private static final About THE_SERVER = new About(SERVER, "");
    private static final Map<String, About> METHODS = Map.ofEntries(
            Map.entry("initialize", THE_SERVER),
            Map.entry("tools/list", THE_SERVER),
            Map.entry("tools/call", new About("tool", "$params.name")),
            Map.entry("resources/list", THE_SERVER),
            Map.entry("resources/templates/list", THE_SERVER),
            Map.entry("resources/read", new About("resource", "$params.uri")),
            Map.entry("resources/subscribe", new About("resource", "$params.uri")),
            Map.entry("resources/unsubscribe", new About("resource", "$params.uri")),
            Map.entry("prompts/list", THE_SERVER),
            Map.entry("prompts/get", new About("prompt", "$params.name")),
            Map.entry(
                    "completion/complete",
                    new About(
                            "$params.ref.type == 'ref/prompt' ? 'prompt' : 'resource'",
                            "$params.ref.type == 'ref/prompt' ? params.ref.name : params.ref.uri")),
            Map.entry("logging/setLevel", THE_SERVER),
            Map.entry("tasks/get", new About("task", "$params.taskId")),
            Map.entry("tasks/result", new About("task", "$params.taskId")),
            Map.entry("tasks/cancel", new About("task", "$params.taskId")),
            Map.entry("tasks/list", THE_SERVER));
    private static final Set<String> PASS_THROUGH = Set.of("ping");

    private DefaultMappings() {}

    static boolean passes(String method) {
        return PASS_THROUGH.contains(method) || method.startsWith("notifications/");
    }

    /** Returns the default mapping of an MCP method; empty for an unknown method, which must be denied. */
    static Optional<ObjectNode> of(String method, String server) {
        return Optional.ofNullable(METHODS.get(method)).map(about -> mapping(method, about, server));
    }

    private static ObjectNode mapping(String method, About about, String server) {
        ObjectNode mapping = JsonNodeFactory.instance.objectNode();
        ObjectNode evaluation = mapping.putObject("evaluation");
        evaluation.putObject("subject").put("type", "identity").put("id", "$token.sub");
        ObjectNode context = evaluation.putObject("context").put("agent", "$token.?client_id");
        if (method.equals("initialize")) {
            context.put("protocol_version", "$params.?protocolVersion");
        }
        if (method.equals("logging/setLevel")) {
            context.put("level", "$params.?level");
        }
        evaluation.putObject("action").put("name", method);
        String id = about.id().isEmpty() ? escaped(server) : about.id();
        evaluation.putObject("resource").put("type", about.type()).put("id", id);
        return mapping;
    }

    private static String escaped(String literal) {
        return literal.startsWith("$") ? "$" + literal : literal;
    }

    static JsonMapper json() {
        return JSON;
    }
}
