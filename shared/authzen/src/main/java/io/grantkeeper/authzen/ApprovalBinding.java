package io.grantkeeper.authzen;

import io.grantkeeper.identity.json.JsonTrees;
import io.grantkeeper.policy.decision.AccessRequest;
import io.grantkeeper.policy.decision.AttributeValue;
import io.grantkeeper.policy.decision.AuthZenEntity;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The digest that ties an approval to a request. The digest covers the subject, action and resource with all their
 * properties, including arguments, and the context members that identify the actor and its tools. The time is not
 * covered: the same request matches again later, but a request with a different argument does not match.
 */
public final class ApprovalBinding {
    /** The context members that can affect a decision and do not change between repetitions of a request. */
    public static final List<String> CONTEXT = List.of("agent", "arguments", "arguments_digest");

    private ApprovalBinding() {}

    /**
     * Returns the digest of a request as {@code sha256:} followed by hexadecimal digits. Numbers are compared by value,
     * not by notation.
     */
    public static String of(AccessRequest request) {
        ObjectNode bound = JsonNodeFactory.instance.objectNode();
        bound.set("subject", party(request.subject()));
        bound.putObject("action").put("name", request.action()).set("properties", members(request.actionProperties()));
        bound.set("resource", party(request.resource()));
        Map<String, AttributeValue> context = new HashMap<>(request.context());
        context.keySet().retainAll(CONTEXT);
        bound.set("context", members(context));
        return "sha256:" + sha256(JsonTrees.write(bound));
    }

    /**
     * Returns an entity without the actor chain, which is normalized separately (section "structural comparison" of the
     * AuthZEN access request profile).
     */
    private static ObjectNode party(AuthZenEntity party) {
        Map<String, AttributeValue> properties = new HashMap<>(party.properties());
        properties.remove("act");
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("type", party.type()).put("id", party.id()).set("properties", members(properties));
        return json;
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
                        values.stream().map(ApprovalBinding::normalize).toList());
            case AttributeValue.ObjectValue(var members) -> new AttributeValue.ObjectValue(normalize(members));
            case AttributeValue.BooleanValue _ -> value;
        };
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is not available in this Java runtime", e);
        }
    }
}
