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
 * Makes the request that has to be asked before a message takes effect. The subject is the one that the validated token
 * names, whatever a tool's mapping says: the server that wrote the mapping is the party to be authorised.
 */
final class MessageMapping {
    private static final String MAPPING = "x-authzen-mapping";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Expressions expressions = new Expressions();
    private final String server;

    /** @param server how this MCP server is called: the resource identifier that its tokens are made for */
    MessageMapping(String server) {
        this.server = server;
    }

    /**
     * Of one message.
     *
     * @param tool the tool that it calls, as the server lists it; empty where it calls none, or an unlisted one
     * @return empty where the method has no mapping, and is to be denied
     * @throws MappingException where no request can be made
     */
    Optional<AuthZenRequest> request(JsonNode message, Optional<JsonNode> tool, Map<String, Object> token) {
        String method = message.path("method").asString("");
        Optional<JsonNode> declared = method.equals("tools/call")
                ? tool.map(listed -> listed.path("inputSchema").path(MAPPING)).filter(json -> !json.isMissingNode())
                : Optional.empty();
        Optional<JsonNode> mapping = declared.or(() -> DefaultMappings.of(method, server));
        return mapping.map(json -> resolved(json, variables(message, token), token));
    }

    private static Map<String, Object> variables(JsonNode message, Map<String, Object> token) {
        Map<String, Object> variables = new HashMap<>();
        variables.put("params", message.path("params").isObject() ? plain(message.path("params")) : Map.of());
        variables.put("token", token);
        return variables;
    }

    private AuthZenRequest resolved(JsonNode mapping, Map<String, Object> variables, Map<String, Object> token) {
        if (!mapping.isObject() || mapping.size() != 1) {
            throw new MappingException("a mapping has exactly one member, 'evaluation' or 'evaluations'");
        }
        boolean several = mapping.has("evaluations");
        JsonNode template = mapping.path(several ? "evaluations" : "evaluation");
        if (!template.isObject()) {
            throw new MappingException("a mapping has exactly one member, 'evaluation' or 'evaluations'");
        }
        ObjectNode body = (ObjectNode) resolve(template, variables).orElseGet(NODES::objectNode);
        anchor(body, template, token);
        if (!several) {
            require(body, "action", "name");
            require(body, "resource", "id");
            return new AuthZenRequest("/access/v1/evaluation", body, 1);
        }
        JsonNode items = body.path("evaluations");
        if (!items.isArray() || items.isEmpty()) {
            throw new MappingException("'evaluations' of a mapping holds at least one evaluation");
        }
        items.forEach(item -> {
            if (item.has("subject")) {
                throw new MappingException("an evaluation of a mapping names no subject of its own");
            }
        });
        body.putObject("options").put("evaluations_semantic", "execute_all");
        return new AuthZenRequest("/access/v1/evaluations", body, items.size());
    }

    /** Without a subject in the token there is nobody to ask for. */
    private static void anchor(ObjectNode body, JsonNode template, Map<String, Object> token) {
        if (!(token.get("sub") instanceof String sub)) {
            throw new MappingException("the access token names no subject");
        }
        ObjectNode subject = body.path("subject") instanceof ObjectNode given ? given : body.putObject("subject");
        boolean named = template.path("subject").has("id");
        if (named && !subject.path("id").asString("").equals(sub)) {
            throw new MappingException("'subject.id' of the mapping is not the subject of the access token");
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
            throw new MappingException("'%s.%s' of the mapping is missing, or no string".formatted(object, member));
        }
    }

    /** Empty where an expression yields nothing: the member is left out. */
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

    /** JSON as CEL takes it: maps, lists, texts, booleans, whole and broken numbers. */
    static Object plain(JsonNode json) {
        if (json.isObject()) {
            Map<String, Object> map = new HashMap<>();
            json.properties().forEach(member -> {
                if (!member.getValue().isNull()) {
                    map.put(member.getKey(), plain(member.getValue()));
                }
            });
            return map;
        }
        if (json.isArray()) {
            List<Object> list = new ArrayList<>();
            json.forEach(item -> list.add(plain(item)));
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
