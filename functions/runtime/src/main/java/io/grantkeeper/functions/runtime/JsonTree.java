package io.grantkeeper.functions.runtime;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A JSON object, read without a mapper. A member that is not of the form that is asked for is a {@link ClassCastException}.
 *
 * @param members by name; values are strings, numbers, booleans, lists, maps, or null
 */
record JsonTree(Map<String, @Nullable Object> members) {
    private static final JsonFactory FACTORY = new JsonFactory();

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException where it is no object, or more follows it
     * @throws tools.jackson.core.JacksonException where it is no JSON
     */
    static JsonTree read(byte[] json) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("no object");
            }
            JsonTree tree = new JsonTree(object(parser));
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("more than one value");
            }
            return tree;
        }
    }

    static JsonGenerator generator(OutputStream out) {
        return FACTORY.createGenerator(ObjectWriteContext.empty(), out);
    }

    private static Map<String, @Nullable Object> object(JsonParser parser) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            members.put(name, value(parser));
        }
        return members;
    }

    private static @Nullable Object value(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> {
                List<@Nullable Object> items = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(value(parser));
                }
                yield items;
            }
            case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getString();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT ->
                throw new IllegalArgumentException("no value");
        };
    }

    boolean has(String name) {
        return members.get(name) != null;
    }

    /** Numbers as they are written; null where it is missing. */
    @Nullable
    String text(String name) {
        Object value = members.get(name);
        return value instanceof Boolean truth ? truth.toString() : (String) value;
    }

    boolean truth(String name) {
        return Boolean.TRUE.equals(members.get(name));
    }

    @SuppressWarnings("unchecked") // objects are read as such maps
    @Nullable
    JsonTree object(String name) {
        Object value = members.get(name);
        return value == null ? null : new JsonTree((Map<String, @Nullable Object>) value);
    }

    /** Null where it is missing. */
    @Nullable
    Map<String, String> texts(String name) {
        JsonTree object = object(name);
        if (object == null) {
            return null;
        }
        Map<String, String> texts = new LinkedHashMap<>();
        object.members().keySet().forEach(key -> texts.put(key, object.text(key)));
        return texts;
    }

    /** Null where it is missing. */
    @Nullable
    List<String> list(String name) {
        return list(name, String.class::cast);
    }

    /** Objects, each converted; null where the list is missing. */
    @SuppressWarnings("unchecked") // objects are read as such maps
    <T> @Nullable List<T> objects(String name, Function<JsonTree, T> convert) {
        return list(name, item -> convert.apply(new JsonTree((Map<String, @Nullable Object>) item)));
    }

    private <T> @Nullable List<T> list(String name, Function<Object, T> convert) {
        List<?> items = (List<?>) members.get(name);
        if (items == null) {
            return null;
        }
        List<T> converted = new ArrayList<>();
        items.forEach(item -> converted.add(convert.apply(item)));
        return converted;
    }
}
