package io.grantkeeper.identity.json;

import java.io.StringWriter;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads and writes JSON trees without a Jackson mapper. Creating the first mapper loads date formats and time zones.
 * During a cold start, this takes longer than reading the function's data.
 */
public final class JsonTrees {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final JsonTrees USUAL = new JsonTrees(FACTORY, false, _ -> true);
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final JsonFactory factory;
    private final boolean exact;
    private final Predicate<String> kept;

    private JsonTrees(JsonFactory factory, boolean exact, Predicate<String> kept) {
        this.factory = factory;
        this.exact = exact;
        this.kept = kept;
    }

    /**
     * Returns a reader whose parsers have settings other than Jackson's defaults, for example limits.
     *
     * @param factory creates the parsers with these settings
     * @param exact whether to keep all digits of decimal numbers instead of converting them to doubles
     */
    public static JsonTrees withLimits(JsonFactory factory, boolean exact) {
        return new JsonTrees(factory, exact, _ -> true);
    }

    /** Returns a new empty object. */
    public static ObjectNode object() {
        return NODES.objectNode();
    }

    /** Returns a new empty array. */
    public static ArrayNode array() {
        return NODES.arrayNode();
    }

    /**
     * Reads one value. Empty input results in a missing node.
     *
     * @throws tools.jackson.core.JacksonException if the text is not JSON or contains more than one value
     */
    public static JsonNode read(String json) {
        return USUAL.tree(json);
    }

    /** Reads one value from encoded JSON, as {@link #read(String)} does from a string. */
    public static JsonNode read(byte[] json) {
        return USUAL.tree(json);
    }

    /**
     * Reads one value, as {@link #read(String)} does, but keeps only the given members of objects. For a response of a
     * hundred rows with a hundred members each, skipping unused members takes less than half as long as keeping them.
     */
    public static JsonNode read(byte[] json, Set<String> members) {
        return new JsonTrees(FACTORY, false, members::contains).tree(json);
    }

    /** Reads one value, as {@link #read(String)} does, but applies the settings of this reader, such as its limits. */
    public JsonNode tree(String json) {
        try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), json)) {
            return readSingleValue(parser);
        }
    }

    /**
     * Writes a tree in the same form as {@link JsonNode#toString()}. This includes node types that do not exist in
     * JSON.
     */
    public static String write(JsonNode tree) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            write(tree, json);
        }
        return text.toString();
    }

    /** Reads one value from encoded JSON, as {@link #tree(String)} does from a string. */
    public JsonNode tree(byte[] json) {
        try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), json)) {
            return readSingleValue(parser);
        }
    }

    private static void write(JsonNode tree, JsonGenerator json) {
        switch (tree.getNodeType()) {
            case OBJECT -> {
                json.writeStartObject();
                for (var member : tree.properties()) {
                    json.writeName(member.getKey());
                    write(member.getValue(), json);
                }
                json.writeEndObject();
            }
            case ARRAY -> {
                json.writeStartArray();
                tree.forEach(item -> write(item, json));
                json.writeEndArray();
            }
            case STRING -> json.writeString(tree.stringValue());
            case BOOLEAN -> json.writeBoolean(tree.booleanValue());
            case NUMBER -> writeNumber(tree, json);
            case NULL -> json.writeNull();
            case MISSING, BINARY, POJO -> json.writeRawValue(tree.toString());
        }
    }

    private static void writeNumber(JsonNode number, JsonGenerator json) {
        switch (number.numberType()) {
            case INT -> json.writeNumber(number.intValue());
            case LONG -> json.writeNumber(number.longValue());
            case BIG_INTEGER -> json.writeNumber(number.bigIntegerValue());
            case FLOAT -> json.writeNumber(number.floatValue());
            case DOUBLE -> json.writeNumber(number.doubleValue());
            case BIG_DECIMAL -> json.writeNumber(number.decimalValue());
        }
    }

    private JsonNode readSingleValue(JsonParser json) {
        if (json.nextToken() == null) {
            return MissingNode.getInstance();
        }
        JsonNode value = readValue(json);
        if (json.nextToken() != null) {
            throw new StreamReadException(json, "expected one JSON value, but more input follows");
        }
        return value;
    }

    /** Reads a value at any depth. The parser rejects nesting beyond its configured limit. */
    private JsonNode readValue(JsonParser json) {
        return switch (json.currentToken()) {
            case START_OBJECT -> object(json);
            case START_ARRAY -> array(json);
            case VALUE_STRING -> NODES.stringNode(json.getString());
            case VALUE_NUMBER_INT -> readInteger(json);
            case VALUE_NUMBER_FLOAT ->
                exact ? NODES.numberNode(json.getDecimalValue()) : NODES.numberNode(json.getDoubleValue());
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT ->
                throw new StreamReadException(json, "expected a JSON value");
        };
    }

    private ObjectNode object(JsonParser json) {
        ObjectNode object = NODES.objectNode();
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            json.nextToken();
            if (kept.test(name)) {
                object.set(name, readValue(json));
            } else {
                json.skipChildren();
            }
        }
        return object;
    }

    private ArrayNode array(JsonParser json) {
        ArrayNode array = NODES.arrayNode();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            array.add(readValue(json));
        }
        return array;
    }

    private static JsonNode readInteger(JsonParser json) {
        return switch (json.getNumberType()) {
            case INT -> NODES.numberNode(json.getIntValue());
            case LONG -> NODES.numberNode(json.getLongValue());
            case BIG_INTEGER, FLOAT, DOUBLE, BIG_DECIMAL -> NODES.numberNode(json.getBigIntegerValue());
        };
    }
}
