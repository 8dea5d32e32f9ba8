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
 * Reads and writes canonical JSON (RFC 8785): members sorted by the UTF-16 code units of their names, no whitespace,
 * the shortest escapes, and numbers in ECMAScript form. Equal content has equal bytes on every machine and in every
 * language.
 */
public final class CanonicalJson {
    /**
     * Rejects input that other readers might interpret differently: duplicate members, and anything after the value.
     */
    private static final JsonTrees READER = JsonTrees.withLimits(
            JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build(),
            false);

    private CanonicalJson() {}

    /**
     * Reads JSON text.
     *
     * @throws tools.jackson.core.JacksonException if the text is not JSON or contains duplicate members
     */
    public static JsonNode read(String json) {
        return READER.tree(json);
    }

    /**
     * Writes a value in canonical form.
     *
     * @throws IllegalArgumentException for text with an unpaired surrogate and for numbers that JSON cannot represent
     */
    public static byte[] write(JsonNode value) {
        StringBuilder out = new StringBuilder();
        write(value, out);
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void write(JsonNode value, StringBuilder out) {
        switch (value.getNodeType()) {
            case OBJECT -> writeObject(value, out);
            case ARRAY -> {
                out.append('[');
                for (int i = 0; i < value.size(); i++) {
                    out.append(i == 0 ? "" : ",");
                    write(value.get(i), out);
                }
                out.append(']');
            }
            case STRING -> writeText(value.stringValue(), out);
            case NUMBER -> out.append(EcmaScriptNumber.write(value.doubleValue()));
            case BOOLEAN -> out.append(value.booleanValue());
            case NULL -> out.append("null");
            case BINARY, MISSING, POJO ->
                throw new IllegalArgumentException("JSON cannot represent %s".formatted(value.getNodeType()));
        }
    }

    private static void writeObject(JsonNode value, StringBuilder out) {
        List<Map.Entry<String, JsonNode>> members = value.properties().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.naturalOrder())) // String compares UTF-16 code units
                .toList();
        out.append('{');
        String separator = "";
        for (Map.Entry<String, JsonNode> member : members) {
            out.append(separator);
            writeText(member.getKey(), out);
            out.append(':');
            write(member.getValue(), out);
            separator = ",";
        }
        out.append('}');
    }

    private static void writeText(String text, StringBuilder out) {
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
                        requirePair(text, i);
                        out.append(unit);
                    }
                }
            }
        }
        out.append('"');
    }

    private static void requirePair(String text, int at) {
        char unit = text.charAt(at);
        boolean whole = !Character.isSurrogate(unit)
                || (Character.isHighSurrogate(unit)
                        ? at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))
                        : at > 0 && Character.isHighSurrogate(text.charAt(at - 1)));
        if (!whole) {
            throw new IllegalArgumentException("the text contains an unpaired surrogate at position %d".formatted(at));
        }
    }
}
