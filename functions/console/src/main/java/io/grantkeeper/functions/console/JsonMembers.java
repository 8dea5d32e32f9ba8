package io.grantkeeper.functions.console;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Builds a JSON object member by member. An empty {@code Optional} becomes null, which in the API means "there is
 * none"; an unknown value has its own member {@code state}.
 */
final class JsonMembers {
    private final ObjectNode node = JsonNodeFactory.instance.objectNode();

    JsonMembers with(String name, String value) {
        node.put(name, value);
        return this;
    }

    JsonMembers with(String name, long value) {
        node.put(name, value);
        return this;
    }

    JsonMembers with(String name, boolean value) {
        node.put(name, value);
        return this;
    }

    JsonMembers with(String name, Instant value) {
        node.put(name, value.toString());
        return this;
    }

    JsonMembers with(String name, JsonMembers value) {
        node.set(name, value.node);
        return this;
    }

    JsonMembers with(String name, JsonNode value) {
        node.set(name, value);
        return this;
    }

    JsonMembers with(String name, Optional<?> value) {
        node.set(name, value.map(JsonMembers::nodeOf).orElseGet(JsonNodeFactory.instance::nullNode));
        return this;
    }

    JsonMembers with(String name, Collection<?> values) {
        node.set(name, nodeOf(values));
        return this;
    }

    JsonMembers with(String name, Map<String, ?> values) {
        node.set(name, nodeOf(values));
        return this;
    }

    /** Adds all members of another object. */
    JsonMembers withAll(JsonMembers other) {
        node.setAll(other.node);
        return this;
    }

    ObjectNode node() {
        return node;
    }

    private static JsonNode nodeOf(Object value) {
        return switch (value) {
            case JsonMembers members -> members.node;
            case JsonNode json -> json;
            case String text -> JsonNodeFactory.instance.stringNode(text);
            case Integer number -> JsonNodeFactory.instance.numberNode(number);
            case Long number -> JsonNodeFactory.instance.numberNode(number);
            case Boolean truth -> JsonNodeFactory.instance.booleanNode(truth);
            case Instant instant -> JsonNodeFactory.instance.stringNode(instant.toString());
            case LocalDate day -> JsonNodeFactory.instance.stringNode(day.toString());
            case Collection<?> all -> {
                ArrayNode array = JsonNodeFactory.instance.arrayNode();
                all.forEach(each -> array.add(nodeOf(each)));
                yield array;
            }
            case Map<?, ?> map -> {
                ObjectNode object = JsonNodeFactory.instance.objectNode();
                map.forEach((key, each) -> object.set(String.valueOf(key), nodeOf(each)));
                yield object;
            }
            default -> throw new IllegalArgumentException("no JSON form is defined for " + value.getClass());
        };
    }

    @Override
    public String toString() {
        return node.toString();
    }
}
