package io.grantkeeper.authzen;

import io.grantkeeper.identity.json.JsonTrees;
import io.grantkeeper.policy.decision.AccessRequest;
import io.grantkeeper.policy.decision.AttributeValue;
import io.grantkeeper.policy.decision.Party;
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
 * What an approval is bound to: subject, action and resource with all their properties, arguments among them, and the
 * members of the context that say who acts and with what. The time of day is none of it, so the same action later is the
 * same action; an argument that differs makes another one.
 */
public final class Binding {
    /** The context's members that a decision can rest on and that do not change by themselves. */
    public static final List<String> CONTEXT = List.of("agent", "arguments", "arguments_digest");

    private Binding() {}

    /** {@code sha256:} and hexadecimal; numbers are told apart by their value, not by how they are written. */
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

    /** The chain of actors is normalised elsewhere, so it is no part (section "structural comparison" of the profile). */
    private static ObjectNode party(Party party) {
        Map<String, AttributeValue> properties = new HashMap<>(party.properties());
        properties.remove("act");
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("type", party.type()).put("id", party.id()).set("properties", members(properties));
        return json;
    }

    private static ObjectNode members(Map<String, AttributeValue> values) {
        return JsonValues.object(Map.copyOf(normal(values)));
    }

    private static Map<String, AttributeValue> normal(Map<String, AttributeValue> values) {
        Map<String, AttributeValue> normal = HashMap.newHashMap(values.size());
        values.forEach((name, value) -> normal.put(name, normal(value)));
        return normal;
    }

    private static AttributeValue normal(AttributeValue value) {
        return switch (value) {
            case AttributeValue.Fraction(var number) ->
                new AttributeValue.Text("#" + number.stripTrailingZeros().toPlainString());
            case AttributeValue.Whole(long number) ->
                new AttributeValue.Text("#"
                        + java.math.BigDecimal.valueOf(number)
                                .stripTrailingZeros()
                                .toPlainString());
            case AttributeValue.Text(String text) -> new AttributeValue.Text("\"" + text);
            case AttributeValue.Many(var values) ->
                new AttributeValue.Many(values.stream().map(Binding::normal).toList());
            case AttributeValue.Members(var members) -> new AttributeValue.Members(normal(members));
            case AttributeValue.Truth _ -> value;
        };
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
