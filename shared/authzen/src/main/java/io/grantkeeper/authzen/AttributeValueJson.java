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

/**
 * Converts between I-JSON values, which AuthZEN requires, and attribute values. A member whose value is null counts as
 * absent.
 */
public final class AttributeValueJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private AttributeValueJson() {}

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
            return new AttributeValue.TextValue(json.stringValue());
        }
        if (json.isBoolean()) {
            return new AttributeValue.BooleanValue(json.booleanValue());
        }
        if (json.isNumber()) {
            return json.isIntegralNumber() && json.canConvertToLong()
                    ? new AttributeValue.IntegerValue(json.longValue())
                    : new AttributeValue.DecimalValue(json.decimalValue());
        }
        if (json.isArray()) {
            List<AttributeValue> values = new ArrayList<>(json.size());
            json.forEach(item -> {
                if (!item.isNull()) {
                    values.add(value(item));
                }
            });
            return new AttributeValue.ListValue(values);
        }
        return new AttributeValue.ObjectValue(members(json));
    }

    public static ObjectNode object(Map<String, AttributeValue> members) {
        ObjectNode object = NODES.objectNode();
        new TreeMap<>(members).forEach((name, member) -> object.set(name, node(member)));
        return object;
    }

    private static JsonNode node(AttributeValue value) {
        return switch (value) {
            case AttributeValue.TextValue(String text) -> NODES.stringNode(text);
            case AttributeValue.IntegerValue(long number) -> NODES.numberNode(number);
            case AttributeValue.DecimalValue(var number) -> NODES.numberNode(number);
            case AttributeValue.BooleanValue(boolean expected) -> NODES.booleanNode(expected);
            case AttributeValue.ListValue(var values) -> {
                ArrayNode array = NODES.arrayNode();
                values.forEach(item -> array.add(node(item)));
                yield array;
            }
            case AttributeValue.ObjectValue(var members) -> object(members);
        };
    }
}
