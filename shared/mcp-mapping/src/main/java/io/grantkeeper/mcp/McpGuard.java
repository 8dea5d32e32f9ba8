package io.grantkeeper.mcp;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A policy enforcement point in front of an MCP server. Before it passes a message on, it asks a decision point. From
 * the server's {@code tools/list} responses, it learns the mappings that the tools declare. It denies a message that
 * cannot be mapped or for which it receives no decision.
 */
public final class McpGuard {
    private static final int DENIED = -32001;
    private static final int INVALID_PARAMS = -32602;
    private static final int INTERNAL = -32603;
    private static final int INVALID_REQUEST = -32600;

    private final MessageMapping mapping;
    private final DecisionClient decisions;
    private final Map<String, JsonNode> tools = new ConcurrentHashMap<>();

    /** A client of a decision point. */
    @FunctionalInterface
    public interface DecisionClient {
        /**
         * Posts a request.
         *
         * @param path the path of the endpoint, for example {@code /access/v1/evaluation}
         * @return the body of a 200 response
         * @throws Exception for any other response
         */
        String ask(String path, String body) throws Exception;
    }

    /** The verdict on a message. */
    public sealed interface Verdict {
        /** The message may be passed to the server. */
        record Pass() implements Verdict {}

        /**
         * The message is denied.
         *
         * @param error the JSON-RPC error to return to the client
         */
        record Refused(String error) implements Verdict {}
    }

    /**
     * Creates a guard.
     *
     * @param server the resource identifier of the MCP server; access tokens for the server contain it as their
     *     audience
     */
    public McpGuard(String server, DecisionClient decisions) {
        this.mapping = new MessageMapping(server);
        this.decisions = decisions;
    }

    /**
     * Reads the tool mappings from a {@code tools/list} response on its way to the client. A tool that is listed again
     * replaces its previous mapping.
     */
    public void observe(String answer) {
        try {
            for (JsonNode tool :
                    DefaultMappings.json().readTree(answer).path("result").path("tools")) {
                tools.put(tool.path("name").asString(""), tool);
            }
        } catch (JacksonException _) {
            // the response does not list tools, so there is nothing to learn
        }
    }

    /**
     * Decides whether one message may pass.
     *
     * @param claims the claims of the client's access token, whose signature, issuer, audience and validity period must
     *     already have been verified
     */
    public Verdict judge(String message, Map<String, Object> claims) {
        JsonNode json;
        try {
            json = DefaultMappings.json().readTree(message);
        } catch (JacksonException _) {
            return refused(Optional.empty(), INVALID_REQUEST, "the message is not valid JSON, or repeats a member");
        }
        if (!json.isObject() || !json.path("method").isString()) {
            return refused(id(json), INVALID_REQUEST, "each message must be a single JSON-RPC request with a method");
        }
        String method = json.path("method").stringValue();
        if (DefaultMappings.passes(method)) {
            return new Verdict.Pass();
        }
        try {
            Optional<JsonNode> tool = Optional.ofNullable(
                    tools.get(json.path("params").path("name").asString("")));
            Optional<McpAuthZenRequest> request = mapping.request(json, tool, claims);
            return request.isEmpty()
                    ? refused(
                            id(json),
                            DENIED,
                            "Access denied: there is no mapping for the method '%s'".formatted(method))
                    : ask(json, request.get());
        } catch (MappingException e) {
            return refused(id(json), INVALID_PARAMS, "COAZ mapping error: " + e.getMessage());
        } catch (RuntimeException _) {
            return refused(id(json), INVALID_PARAMS, "COAZ mapping error: the result of an expression is not JSON");
        }
    }

    private Verdict ask(JsonNode message, McpAuthZenRequest request) {
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
                : refused(id(message), DENIED, "Access denied" + reasonSuffix(answer));
    }

    private static Verdict unavailable(JsonNode message) {
        return refused(id(message), INTERNAL, "Authorization service unavailable");
    }

    /**
     * Returns the suffix for the error message of a denial: a colon and the first reason. If the decision point gives
     * no reason, or one that is not a string, returns an empty string.
     */
    private static String reasonSuffix(JsonNode answer) {
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
