package io.grantkeeper.mcp;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Stands in front of an MCP server and asks before a message passes. It learns which mappings tools declare from the
 * server's own {@code tools/list}. Whatever cannot be asked, or is not answered, does not pass.
 */
public final class McpGuard {
    private static final int DENIED = -32001;
    private static final int INVALID_PARAMS = -32602;
    private static final int INTERNAL = -32603;
    private static final int INVALID_REQUEST = -32600;

    private final MessageMapping mapping;
    private final DecisionClient decisions;
    private final Map<String, JsonNode> tools = new ConcurrentHashMap<>();

    /** Asks a decision point. */
    @FunctionalInterface
    public interface DecisionClient {
        /**
         * Posts a request.
         *
         * @param path of the API, for example {@code /access/v1/evaluation}
         * @return the body of a 200; anything else is an exception
         */
        String ask(String path, String body) throws Exception;
    }

    /** What becomes of a message. */
    public sealed interface Verdict {
        /** It may go on to the server. */
        record Pass() implements Verdict {}

        /** It may not; the JSON-RPC error to answer with. */
        record Refused(String error) implements Verdict {}
    }

    /** @param server how the MCP server is called: the resource identifier that its tokens are made for */
    public McpGuard(String server, DecisionClient decisions) {
        this.mapping = new MessageMapping(server);
        this.decisions = decisions;
    }

    /** Reads the mappings of a {@code tools/list} answer on its way to the client; a tool that is listed again replaces. */
    public void observe(String answer) {
        try {
            for (JsonNode tool :
                    DefaultMappings.json().readTree(answer).path("result").path("tools")) {
                tools.put(tool.path("name").asString(""), tool);
            }
        } catch (JacksonException _) {
            // no answer that lists tools: nothing to learn
        }
    }

    /**
     * Judges one message.
     *
     * @param claims of the caller's access token, which was validated: signature, issuer, audience and time
     */
    public Verdict judge(String message, Map<String, Object> claims) {
        JsonNode json;
        try {
            json = DefaultMappings.json().readTree(message);
        } catch (JacksonException _) {
            return refused(Optional.empty(), INVALID_REQUEST, "the message is no JSON, or holds a member twice");
        }
        if (!json.isObject() || !json.path("method").isString()) {
            return refused(id(json), INVALID_REQUEST, "one JSON-RPC request at a time, with a method");
        }
        String method = json.path("method").stringValue();
        if (DefaultMappings.passes(method)) {
            return new Verdict.Pass();
        }
        try {
            Optional<JsonNode> tool = Optional.ofNullable(
                    tools.get(json.path("params").path("name").asString("")));
            Optional<AuthZenRequest> request = mapping.request(json, tool, claims);
            return request.isEmpty()
                    ? refused(id(json), DENIED, "Access denied: nobody has said who may call '%s'".formatted(method))
                    : ask(json, request.get());
        } catch (MappingException e) {
            return refused(id(json), INVALID_PARAMS, "COAZ mapping error: " + e.getMessage());
        } catch (RuntimeException _) {
            return refused(id(json), INVALID_PARAMS, "COAZ mapping error: an expression yields what is no JSON");
        }
    }

    private Verdict ask(JsonNode message, AuthZenRequest request) {
        JsonNode answer;
        try {
            answer = DefaultMappings.json()
                    .readTree(decisions.ask(request.path(), request.body().toString()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return unavailable(message);
        } catch (Exception _) {
            return unavailable(message);
        }
        int permits = 0;
        for (JsonNode decision : answer.has("evaluations")
                ? answer.path("evaluations")
                : DefaultMappings.json().createArrayNode().add(answer)) {
            if (!decision.path("decision").isBoolean()) {
                return unavailable(message);
            }
            permits += decision.path("decision").booleanValue() ? 1 : 0;
        }
        return permits == request.decisions()
                ? new Verdict.Pass()
                : refused(id(message), DENIED, "Access denied" + why(answer));
    }

    private static Verdict unavailable(JsonNode message) {
        return refused(id(message), INTERNAL, "Authorization service unavailable");
    }

    /** The first reason, where the decision point gives one as a text. */
    private static String why(JsonNode answer) {
        JsonNode reason = answer.path("context").path("reasons").path(0);
        return reason.isString() ? ": " + reason.stringValue() : "";
    }

    private static Optional<JsonNode> id(JsonNode message) {
        return Optional.ofNullable(message.get("id"));
    }

    private static Verdict refused(Optional<JsonNode> id, int code, String text) {
        ObjectNode error = DefaultMappings.json().createObjectNode();
        error.put("jsonrpc", "2.0");
        error.set("id", id.orElseGet(() -> DefaultMappings.json().nullNode()));
        error.putObject("error").put("code", code).put("message", text);
        return new Verdict.Refused(error.toString());
    }
}
