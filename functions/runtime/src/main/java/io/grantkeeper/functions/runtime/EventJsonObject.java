package io.grantkeeper.functions.runtime;

import io.grantkeeper.identity.json.JsonTrees;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;

/**
 * A JSON object of an event. A missing member and a member whose value is null are both returned as null. A member of
 * another type is rejected with an {@link IllegalArgumentException}.
 */
record EventJsonObject(JsonNode object) {
    private static final JsonTrees TREES = JsonTrees.withLimits(new JsonFactory(), true);

    EventJsonObject {
        if (!object.isObject()) {
            throw new IllegalArgumentException("not an object");
        }
    }

    /**
     * Reads an object.
     *
     * @throws IllegalArgumentException if the JSON is not an object
     * @throws tools.jackson.core.JacksonException if the text is not JSON, or has content after its end
     */
    static EventJsonObject read(byte[] json) {
        return new EventJsonObject(TREES.tree(json));
    }

    Collection<String> names() {
        return object.propertyNames();
    }

    boolean has(String name) {
        return object.hasNonNull(name);
    }

    /** Returns the value of a string member, or of a number member with all its digits. */
    @Nullable
    String text(String name) {
        return member(name, EventJsonObject::text);
    }

    private static String text(JsonNode value) {
        if (!value.isValueNode() || value.isNull()) {
            throw new IllegalArgumentException("not a string");
        }
        return value.asString();
    }

    boolean bool(String name) {
        return object.path(name).isBoolean() && object.path(name).booleanValue();
    }

    @Nullable
    EventJsonObject object(String name) {
        return member(name, EventJsonObject::new);
    }

    /** Returns the members of a nested object by their names. Their values must be strings. */
    @Nullable
    Map<String, String> texts(String name) {
        EventJsonObject texts = object(name);
        if (texts == null) {
            return null;
        }
        Map<String, String> all = new LinkedHashMap<>();
        texts.names().forEach(each -> all.put(each, texts.text(each)));
        return all;
    }

    @Nullable
    List<String> list(String name) {
        return list(name, EventJsonObject::text);
    }

    /** Decodes a member whose value is a base64 string. */
    @Nullable
    ByteBuffer bytes(String name) {
        return member(name, EventJsonObject::bytes);
    }

    @Nullable
    List<ByteBuffer> listOfBytes(String name) {
        return list(name, EventJsonObject::bytes);
    }

    private static ByteBuffer bytes(JsonNode value) {
        return ByteBuffer.wrap(Base64.getDecoder().decode(text(value)));
    }

    /** Returns a list of nested objects, each converted. */
    <T> @Nullable List<T> objects(String name, Function<EventJsonObject, T> convert) {
        return list(name, item -> convert.apply(new EventJsonObject(item)));
    }

    private <T> @Nullable List<T> list(String name, Function<JsonNode, T> convert) {
        return member(name, items -> {
            if (!items.isArray()) {
                throw new IllegalArgumentException("not a list");
            }
            List<T> converted = new ArrayList<>();
            items.forEach(item -> converted.add(convert.apply(item)));
            return converted;
        });
    }

    private <T> @Nullable T member(String name, Function<JsonNode, T> convert) {
        return has(name) ? convert.apply(object.get(name)) : null;
    }
}
