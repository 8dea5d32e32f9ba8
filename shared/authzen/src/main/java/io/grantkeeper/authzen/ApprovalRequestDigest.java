package io.grantkeeper.authzen;

import io.grantkeeper.identity.Sha256;
import io.grantkeeper.identity.json.JsonTrees;
import io.grantkeeper.policy.decision.AccessRequest;
import io.grantkeeper.policy.decision.AttributeValue;
import io.grantkeeper.policy.decision.AuthZenEntity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The digest that ties an approval to a request. The digest covers the subject with its actor chain, the action and the
 * resource with all their properties, including arguments, and the context members that identify the actor and its
 * tools. With a {@link Scope}, it also covers the caller, the identity that acts, and the context members that policies
 * read. The time is not covered: the same request matches again later, but a request with a different argument does not
 * match.
 */
public final class ApprovalRequestDigest {
    /**
     * The context members that identify the actor and its tools. The digest covers them regardless of what policies
     * read.
     */
    public static final List<String> CONTEXT = List.of("agent", "arguments", "arguments_digest");

    /**
     * The claims of an actor that say when and for whom its token is valid. They do not identify the actor (RFC 8693,
     * section 4.1) and differ from token to token.
     */
    private static final Set<String> VALIDITY = Set.of("aud", "exp", "iat", "jti", "nbf");

    private ApprovalRequestDigest() {}

    /**
     * The values that an approval is bound to, in addition to the request as it was stated.
     *
     * @param caller the caller's identity
     * @param actor the type and name of the actor in the request
     * @param identity the inventory's ID of the actor; if the actor has none, a string that says so
     * @param contextMembers the context members that the policies read
     */
    public record Scope(String caller, List<String> actor, String identity, Set<String> contextMembers) {
        public Scope {
            actor = List.copyOf(actor);
            contextMembers = Set.copyOf(contextMembers);
        }
    }

    /** Returns the digest of a request together with everything else that its approval is bound to. */
    public static String of(AccessRequest request, Scope scope) {
        ObjectNode bound = statedParts(request, scope.contextMembers());
        bound.put("caller", scope.caller());
        ArrayNode actor = bound.putArray("actor");
        scope.actor().forEach(actor::add);
        bound.put("identity", scope.identity());
        return "sha256:" + sha256(JsonTrees.write(bound));
    }

    /**
     * Returns the digest of a request as {@code sha256:} followed by hexadecimal digits. Numbers are compared by value,
     * not by notation.
     */
    public static String of(AccessRequest request) {
        return "sha256:" + sha256(JsonTrees.write(statedParts(request, Set.of())));
    }

    private static ObjectNode statedParts(AccessRequest request, Set<String> contextMembers) {
        ObjectNode bound = JsonNodeFactory.instance.objectNode();
        bound.set("subject", entity(request.subject()));
        bound.putObject("action").put("name", request.action()).set("properties", members(request.actionProperties()));
        bound.set("resource", entity(request.resource()));
        Map<String, AttributeValue> context = new HashMap<>(request.context());
        context.keySet().removeIf(name -> !CONTEXT.contains(name) && !contextMembers.contains(name));
        bound.set("context", members(context));
        ArrayNode chain = bound.putArray("actors");
        request.actors().forEach(chain::add);
        return bound;
    }

    private static ObjectNode entity(AuthZenEntity party) {
        Map<String, AttributeValue> properties = new HashMap<>(party.properties());
        properties.computeIfPresent("act", (_, act) -> identifyingClaims(act));
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("type", party.type()).put("id", party.id()).set("properties", members(properties));
        return json;
    }

    /** Returns an actor chain with only the claims that identify an actor. */
    private static AttributeValue identifyingClaims(AttributeValue act) {
        if (!(act instanceof AttributeValue.ObjectValue(Map<String, AttributeValue> claims))) {
            return act;
        }
        Map<String, AttributeValue> identifying = new HashMap<>(claims);
        identifying.keySet().removeAll(VALIDITY);
        identifying.computeIfPresent("act", (_, inner) -> identifyingClaims(inner));
        return new AttributeValue.ObjectValue(identifying);
    }

    private static ObjectNode members(Map<String, AttributeValue> values) {
        return AttributeValueJson.object(Map.copyOf(normalize(values)));
    }

    private static Map<String, AttributeValue> normalize(Map<String, AttributeValue> values) {
        Map<String, AttributeValue> normal = HashMap.newHashMap(values.size());
        values.forEach((name, value) -> normal.put(name, normalize(value)));
        return normal;
    }

    private static AttributeValue normalize(AttributeValue value) {
        return switch (value) {
            case AttributeValue.DecimalValue(var number) ->
                new AttributeValue.TextValue("#" + number.stripTrailingZeros().toPlainString());
            case AttributeValue.IntegerValue(long number) ->
                new AttributeValue.TextValue("#"
                        + java.math.BigDecimal.valueOf(number)
                                .stripTrailingZeros()
                                .toPlainString());
            case AttributeValue.TextValue(String text) -> new AttributeValue.TextValue("\"" + text);
            case AttributeValue.ListValue(var values) ->
                new AttributeValue.ListValue(
                        values.stream().map(ApprovalRequestDigest::normalize).toList());
            case AttributeValue.ObjectValue(var members) -> new AttributeValue.ObjectValue(normalize(members));
            case AttributeValue.BooleanValue _ -> value;
        };
    }

    private static String sha256(String text) {
        return Sha256.hex(text);
    }
}
