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
 * An object of an event. What is missing, or null, is null; what is not of the form that is asked for is refused with an
 * {@link IllegalArgumentException}.
 */
record EventJson(JsonNode object) {
    private static final JsonTrees TREES = JsonTrees.within(new JsonFactory(), true);

    EventJson {
        if (!object.isObject()) {
            throw new IllegalArgumentException("no object");
        }
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException where it is no object
     * @throws tools.jackson.core.JacksonException where it is no JSON, or more follows it
     */
    static EventJson read(byte[] json) {
        return new EventJson(TREES.tree(json));
    }

    Collection<String> names() {
        return object.propertyNames();
    }

    boolean has(String name) {
        return object.hasNonNull(name);
    }

    /** Numbers with all of their digits. */
    @Nullable
    String text(String name) {
        return member(name, EventJson::text);
    }

    private static String text(JsonNode value) {
        if (!value.isValueNode() || value.isNull()) {
            throw new IllegalArgumentException("no text");
        }
        return value.asString();
    }

    boolean truth(String name) {
        return object.path(name).isBoolean() && object.path(name).booleanValue();
    }

    @Nullable
    EventJson object(String name) {
        return member(name, EventJson::new);
    }

    /** By name. */
    @Nullable
    Map<String, String> texts(String name) {
        EventJson texts = object(name);
        if (texts == null) {
            return null;
        }
        Map<String, String> all = new LinkedHashMap<>();
        texts.names().forEach(each -> all.put(each, texts.text(each)));
        return all;
    }

    @Nullable
    List<String> list(String name) {
        return list(name, EventJson::text);
    }

    /** What is written in base64. */
    @Nullable
    ByteBuffer bytes(String name) {
        return member(name, EventJson::bytes);
    }

    @Nullable
    List<ByteBuffer> listOfBytes(String name) {
        return list(name, EventJson::bytes);
    }

    private static ByteBuffer bytes(JsonNode value) {
        return ByteBuffer.wrap(Base64.getDecoder().decode(text(value)));
    }

    /** Objects, each converted. */
    <T> @Nullable List<T> objects(String name, Function<EventJson, T> convert) {
        return list(name, item -> convert.apply(new EventJson(item)));
    }

    private <T> @Nullable List<T> list(String name, Function<JsonNode, T> convert) {
        return member(name, items -> {
            if (!items.isArray()) {
                throw new IllegalArgumentException("no list");
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
