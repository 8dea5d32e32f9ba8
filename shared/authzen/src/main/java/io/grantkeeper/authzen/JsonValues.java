package io.grantkeeper.authzen;

import io.grantkeeper.policy.decision.AttributeValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** JSON's values as attribute values, and back. A null is an absent member (I-JSON, as the specification asks). */
public final class JsonValues {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private JsonValues() {}

    public static Map<String, AttributeValue> members(JsonNode object) {
        Map<String, AttributeValue> values = HashMap.newHashMap(object.size());
        object.properties().forEach(member -> {
            if (!member.getValue().isNull()) {
                values.put(member.getKey(), value(member.getValue()));
            }
        });
        return values;
    }

    private static AttributeValue value(JsonNode json) {
        if (json.isString()) {
            return new AttributeValue.Text(json.stringValue());
        }
        if (json.isBoolean()) {
            return new AttributeValue.Truth(json.booleanValue());
        }
        if (json.isNumber()) {
            return json.isIntegralNumber() && json.canConvertToLong()
                    ? new AttributeValue.Whole(json.longValue())
                    : new AttributeValue.Fraction(json.decimalValue());
        }
        if (json.isArray()) {
            List<AttributeValue> values = new ArrayList<>(json.size());
            json.forEach(item -> {
                if (!item.isNull()) {
                    values.add(value(item));
                }
            });
            return new AttributeValue.Many(values);
        }
        return new AttributeValue.Members(members(json));
    }

    public static ObjectNode object(Map<String, AttributeValue> members) {
        ObjectNode object = NODES.objectNode();
        new TreeMap<>(members).forEach((name, member) -> object.set(name, node(member)));
        return object;
    }

    private static JsonNode node(AttributeValue value) {
        return switch (value) {
            case AttributeValue.Text(String text) -> NODES.stringNode(text);
            case AttributeValue.Whole(long number) -> NODES.numberNode(number);
            case AttributeValue.Fraction(var number) -> NODES.numberNode(number);
            case AttributeValue.Truth(boolean truth) -> NODES.booleanNode(truth);
            case AttributeValue.Many(var values) -> {
                ArrayNode array = NODES.arrayNode();
                values.forEach(item -> array.add(node(item)));
                yield array;
            }
            case AttributeValue.Members(var members) -> object(members);
        };
    }
}
