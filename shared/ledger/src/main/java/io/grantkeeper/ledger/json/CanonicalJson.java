package io.grantkeeper.ledger.json;

import io.grantkeeper.identity.json.JsonTrees;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;

/**
 * JSON as RFC 8785 writes it: members sorted by the UTF-16 code units of their names, no white space, the shortest
 * escapes, numbers as ECMAScript writes them. Equal content has equal bytes, on every machine and in every language.
 */
public final class CanonicalJson {
    /** Refuses what would be read differently elsewhere: a member twice, or anything after the value. */
    private static final JsonTrees READER = JsonTrees.within(
            JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build(),
            false);

    private CanonicalJson() {}

    /**
     * Reads JSON text.
     *
     * @throws tools.jackson.core.JacksonException where it is none, or names a member twice
     */
    public static JsonNode read(String json) {
        return READER.tree(json);
    }

    /** @throws IllegalArgumentException for text with half a surrogate pair, and for numbers that are none */
    public static byte[] write(JsonNode value) {
        StringBuilder out = new StringBuilder();
        write(value, out);
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void write(JsonNode value, StringBuilder out) {
        switch (value.getNodeType()) {
            case OBJECT -> object(value, out);
            case ARRAY -> {
                out.append('[');
                for (int i = 0; i < value.size(); i++) {
                    out.append(i == 0 ? "" : ",");
                    write(value.get(i), out);
                }
                out.append(']');
            }
            case STRING -> text(value.stringValue(), out);
            case NUMBER -> out.append(EcmaNumber.write(value.doubleValue()));
            case BOOLEAN -> out.append(value.booleanValue());
            case NULL -> out.append("null");
            case BINARY, MISSING, POJO ->
                throw new IllegalArgumentException("JSON has no %s".formatted(value.getNodeType()));
        }
    }

    private static void object(JsonNode value, StringBuilder out) {
        List<Map.Entry<String, JsonNode>> members = value.properties().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.naturalOrder())) // String compares UTF-16 code units
                .toList();
        out.append('{');
        String separator = "";
        for (Map.Entry<String, JsonNode> member : members) {
            out.append(separator);
            text(member.getKey(), out);
            out.append(':');
            write(member.getValue(), out);
            separator = ",";
        }
        out.append('}');
    }

    private static void text(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            switch (unit) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                case '\f' -> out.append("\\f");
                case '\r' -> out.append("\\r");
                default -> {
                    if (unit < ' ') {
                        out.append("\\u00")
                                .append(Character.forDigit(unit >> 4, 16))
                                .append(Character.forDigit(unit & 15, 16));
                    } else {
                        requireWhole(text, i);
                        out.append(unit);
                    }
                }
            }
        }
        out.append('"');
    }

    private static void requireWhole(String text, int at) {
        char unit = text.charAt(at);
        boolean whole = !Character.isSurrogate(unit)
                || (Character.isHighSurrogate(unit)
                        ? at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))
                        : at > 0 && Character.isHighSurrogate(text.charAt(at - 1)));
        if (!whole) {
            throw new IllegalArgumentException("a text holds half a surrogate pair at position %d".formatted(at));
        }
    }
}
