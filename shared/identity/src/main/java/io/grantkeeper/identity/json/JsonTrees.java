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
 * Reads and writes JSON as a tree, as a mapper of Jackson's does, but without one: to make the first mapper, with its formats of dates and
 * its time zones, takes a function that starts longer than what it reads.
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
     * Within other limits than Jackson's own.
     *
     * @param factory of parsers with these limits
     * @param exact whether numbers with a point keep all of their digits, or become doubles
     */
    public static JsonTrees within(JsonFactory factory, boolean exact) {
        return new JsonTrees(factory, exact, _ -> true);
    }

    /** An object with nothing in it yet. */
    public static ObjectNode object() {
        return NODES.objectNode();
    }

    /** An array with nothing in it yet. */
    public static ArrayNode array() {
        return NODES.arrayNode();
    }

    /**
     * Reads one value; nothing at all is a missing node.
     *
     * @throws tools.jackson.core.JacksonException where it is no JSON, or more follows it
     */
    public static JsonNode read(String json) {
        return USUAL.tree(json);
    }

    /** As {@link #read(String)}. */
    public static JsonNode read(byte[] json) {
        return USUAL.tree(json);
    }

    /**
     * As {@link #read(String)}, with objects of which only some members are kept. Where an answer is a hundred rows of a
     * hundred members each, to pass over those that nobody asks for takes less than half of what it takes to keep them.
     */
    public static JsonNode read(byte[] json, Set<String> members) {
        return new JsonTrees(FACTORY, false, members::contains).tree(json);
    }

    /** As {@link #read(String)}, within the limits of this reader. */
    public JsonNode tree(String json) {
        try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), json)) {
            return only(parser);
        }
    }

    /** As its {@code toString} has it; a tree with something in it that JSON does not have is left to that. */
    public static String write(JsonNode tree) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            write(tree, json);
        }
        return text.toString();
    }

    /** As {@link #tree(String)}. */
    public JsonNode tree(byte[] json) {
        try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), json)) {
            return only(parser);
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
            case NUMBER -> number(tree, json);
            case NULL -> json.writeNull();
            case MISSING, BINARY, POJO -> json.writeRawValue(tree.toString());
        }
    }

    private static void number(JsonNode number, JsonGenerator json) {
        switch (number.numberType()) {
            case INT -> json.writeNumber(number.intValue());
            case LONG -> json.writeNumber(number.longValue());
            case BIG_INTEGER -> json.writeNumber(number.bigIntegerValue());
            case FLOAT -> json.writeNumber(number.floatValue());
            case DOUBLE -> json.writeNumber(number.doubleValue());
            case BIG_DECIMAL -> json.writeNumber(number.decimalValue());
        }
    }

    private JsonNode only(JsonParser json) {
        if (json.nextToken() == null) {
            return MissingNode.getInstance();
        }
        JsonNode value = value(json);
        if (json.nextToken() != null) {
            throw new StreamReadException(json, "more than one value");
        }
        return value;
    }

    /** However deep it is nested: the parser refuses what is deeper than it was told to accept. */
    private JsonNode value(JsonParser json) {
        return switch (json.currentToken()) {
            case START_OBJECT -> object(json);
            case START_ARRAY -> array(json);
            case VALUE_STRING -> NODES.stringNode(json.getString());
            case VALUE_NUMBER_INT -> whole(json);
            case VALUE_NUMBER_FLOAT ->
                exact ? NODES.numberNode(json.getDecimalValue()) : NODES.numberNode(json.getDoubleValue());
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT ->
                throw new StreamReadException(json, "no value");
        };
    }

    private ObjectNode object(JsonParser json) {
        ObjectNode object = NODES.objectNode();
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            json.nextToken();
            if (kept.test(name)) {
                object.set(name, value(json));
            } else {
                json.skipChildren();
            }
        }
        return object;
    }

    private ArrayNode array(JsonParser json) {
        ArrayNode array = NODES.arrayNode();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(json));
        }
        return array;
    }

    private static JsonNode whole(JsonParser json) {
        return switch (json.getNumberType()) {
            case INT -> NODES.numberNode(json.getIntValue());
            case LONG -> NODES.numberNode(json.getLongValue());
            case BIG_INTEGER, FLOAT, DOUBLE, BIG_DECIMAL -> NODES.numberNode(json.getBigIntegerValue());
        };
    }
}
