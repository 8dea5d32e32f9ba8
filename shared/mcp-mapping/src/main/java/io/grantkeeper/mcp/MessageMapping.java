package io.grantkeeper.mcp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Builds the AuthZEN request that a decision point must permit before an MCP message takes effect. The subject always
 * comes from the validated token, never from a tool's mapping, because the mapping comes from the server and must not
 * determine who is asking.
 */
final class MessageMapping {
    private static final String MAPPING = "x-authzen-mapping";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final CelExpressions expressions = new CelExpressions();
    private final String server;

    /**
     * Creates a mapping.
     *
     * @param server the resource identifier of the MCP server; access tokens for the server contain it as their
     *     audience
     */
    MessageMapping(String server) {
        this.server = server;
    }

    /**
     * Returns the request that a decision point must permit before one message takes effect.
     *
     * @param tool the called tool, as the server lists it; empty if the message calls another method or an unlisted
     *     tool
     * @return the request; empty if the method has no mapping and must be denied
     * @throws MappingException if the mapping yields no valid request
     */
    Optional<McpAuthZenRequest> request(JsonNode message, Optional<JsonNode> tool, Map<String, Object> token) {
        String method = message.path("method").asString("");
        Optional<JsonNode> declared = method.equals("tools/call")
                ? tool.map(listed -> listed.path("inputSchema").path(MAPPING)).filter(json -> !json.isMissingNode())
                : Optional.empty();
        Optional<JsonNode> mapping = declared.or(() -> DefaultMappings.of(method, server));
        return mapping.map(json -> resolved(json, variables(message, token), token));
    }

    private static Map<String, Object> variables(JsonNode message, Map<String, Object> token) {
        Map<String, Object> variables = new HashMap<>();
        variables.put("params", message.path("params").isObject() ? toCel(message.path("params")) : Map.of());
        variables.put("token", token);
        return variables;
    }

    private McpAuthZenRequest resolved(JsonNode mapping, Map<String, Object> variables, Map<String, Object> token) {
        if (!mapping.isObject() || mapping.size() != 1) {
            throw new MappingException("a mapping must have exactly one member, 'evaluation' or 'evaluations'");
        }
        boolean several = mapping.has("evaluations");
        JsonNode template = mapping.path(several ? "evaluations" : "evaluation");
        if (!template.isObject()) {
            throw new MappingException("a mapping must have exactly one member, 'evaluation' or 'evaluations'");
        }
        ObjectNode body = (ObjectNode) resolve(template, variables).orElseGet(NODES::objectNode);
        setSubject(body, template, token);
        if (!several) {
            require(body, "action", "name");
            require(body, "resource", "id");
            return new McpAuthZenRequest("/access/v1/evaluation", body, 1);
        }
        JsonNode items = body.path("evaluations");
        if (!items.isArray() || items.isEmpty()) {
            throw new MappingException("'evaluations' of a mapping must contain at least one evaluation");
        }
        items.forEach(item -> {
            if (item.has("subject")) {
                throw new MappingException("an evaluation in a mapping must not contain a 'subject'");
            }
        });
        body.putObject("options").put("evaluations_semantic", "execute_all");
        return new McpAuthZenRequest("/access/v1/evaluations", body, items.size());
    }

    /**
     * Sets the subject, and the agent if the token names one, in a request body.
     *
     * @throws MappingException if the token names no subject, or a different one than the mapping
     */
    private static void setSubject(ObjectNode body, JsonNode template, Map<String, Object> token) {
        if (!(token.get("sub") instanceof String sub)) {
            throw new MappingException("the access token has no 'sub' claim");
        }
        ObjectNode subject = body.path("subject") instanceof ObjectNode given ? given : body.putObject("subject");
        boolean named = template.path("subject").has("id");
        if (named && !subject.path("id").asString("").equals(sub)) {
            throw new MappingException("'subject.id' of the mapping differs from the subject of the access token");
        }
        subject.put("id", sub);
        if (!subject.has("type")) {
            subject.put("type", "identity");
        }
        Object client = token.get("client_id");
        if (client instanceof String agent) {
            ObjectNode context = body.path("context") instanceof ObjectNode given ? given : body.putObject("context");
            context.put("agent", agent);
        }
    }

    private static void require(ObjectNode body, String object, String member) {
        if (!body.path(object).path(member).isString()) {
            throw new MappingException("'%s.%s' of the mapping is missing or not a string".formatted(object, member));
        }
    }

    /**
     * Evaluates the expressions in a template.
     *
     * @return the template with all values filled in; empty if an expression has no result, in which case the caller
     *     omits the member
     */
    private Optional<JsonNode> resolve(JsonNode template, Map<String, Object> variables) {
        if (template.isString()) {
            String text = template.stringValue();
            if (text.startsWith("$$")) {
                return Optional.of(NODES.stringNode(text.substring(1)));
            }
            return text.startsWith("$")
                    ? expressions
                            .evaluate(text.substring(1), variables)
                            .map(value -> DefaultMappings.json().valueToTree(value))
                    : Optional.of(template);
        }
        if (template.isObject()) {
            ObjectNode object = NODES.objectNode();
            template.properties()
                    .forEach(member -> resolve(member.getValue(), variables)
                            .ifPresent(value -> object.set(member.getKey(), value)));
            return Optional.of(object);
        }
        if (template.isArray()) {
            ArrayNode array = NODES.arrayNode();
            template.forEach(item -> resolve(item, variables).ifPresent(array::add));
            return Optional.of(array);
        }
        return Optional.of(template);
    }

    /**
     * Converts JSON to the types that CEL expects: maps, lists, strings, booleans, integers and doubles. A member whose
     * value is null is omitted; any other null becomes an empty string.
     */
    static Object toCel(JsonNode json) {
        if (json.isObject()) {
            Map<String, Object> map = new HashMap<>();
            json.properties().forEach(member -> {
                if (!member.getValue().isNull()) {
                    map.put(member.getKey(), toCel(member.getValue()));
                }
            });
            return map;
        }
        if (json.isArray()) {
            List<Object> list = new ArrayList<>();
            json.forEach(item -> list.add(toCel(item)));
            return list;
        }
        if (json.isBoolean()) {
            return json.booleanValue();
        }
        if (json.isNumber()) {
            return json.isIntegralNumber() && json.canConvertToLong() ? (Object) json.longValue() : json.doubleValue();
        }
        return json.asString("");
    }
}
