package io.grantkeeper.behavior.explain;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Reads the JSON that almost all log rows consist of: ASCII strings and short numbers. A string is copied once and not
 * decoded, which takes half the time of a complete parser. Lines that contain anything else, or are not JSON, are left
 * to the complete parser ({@code AsciiJsonReaderTest} compares the two). Thread-safe.
 */
final class AsciiJsonReader {
    private static final int MOST_NESTED = 100;
    private static final int MOST_DIGITS = 18;
    /** The number of names that are shared, and the maximum length of one. Together they limit the memory. */
    private static final int SHARED = 1 << 11;

    private static final int LONGEST_SHARED = 80;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /**
     * Names by hash, of which each replaces the one before. Threads can see different ones, which is harmless because
     * they never change.
     */
    private final @Nullable Name[] shared = new Name[SHARED];

    /** A member's name, and its bytes, which must not change. */
    @SuppressWarnings("ArrayRecordComponent") // compared by content only, and never published
    private record Name(byte[] bytes, String text) {}

    /** Returns the value in a line; null if it must be read by the complete parser. */
    @Nullable
    JsonNode read(byte[] line) {
        Cursor cursor = new Cursor(line);
        JsonNode value = cursor.value(0);
        return value == null || cursor.next() != Cursor.END ? null : value;
    }

    private final class Cursor {
        static final int END = -1;

        private final byte[] line;
        private int at;

        Cursor(byte[] line) {
            this.line = line;
        }

        /** Returns the next byte that is not white space, without moving past it. */
        int next() {
            while (at < line.length) {
                byte b = line[at];
                if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
                    return b & 0xFF;
                }
                at++;
            }
            return END;
        }

        /** Reads a value; null if it is not one of the forms that this class reads. */
        @Nullable
        JsonNode value(int depth) {
            return switch (next()) {
                case '"' -> string();
                case '{' -> depth < MOST_NESTED ? object(depth + 1) : null;
                case '[' -> depth < MOST_NESTED ? array(depth + 1) : null;
                case 'n' -> word("null", NullNode.getInstance());
                case 't' -> word("true", BooleanNode.TRUE);
                case 'f' -> word("false", BooleanNode.FALSE);
                default -> number();
            };
        }

        private @Nullable ObjectNode object(int depth) {
            ObjectNode object = NODES.objectNode();
            at++;
            if (next() == '}') {
                at++;
                return object;
            }
            while (true) {
                String name = next() == '"' ? name() : null;
                if (name == null || next() != ':') {
                    return null;
                }
                at++;
                JsonNode value = value(depth);
                if (value == null) {
                    return null;
                }
                object.set(name, value);
                int b = next();
                at++;
                if (b == '}') {
                    return object;
                } else if (b != ',') {
                    return null;
                }
            }
        }

        private @Nullable ArrayNode array(int depth) {
            ArrayNode array = NODES.arrayNode();
            at++;
            if (next() == ']') {
                at++;
                return array;
            }
            while (true) {
                JsonNode value = value(depth);
                if (value == null) {
                    return null;
                }
                array.add(value);
                int b = next();
                at++;
                if (b == ']') {
                    return array;
                } else if (b != ',') {
                    return null;
                }
            }
        }

        /** Reads the name of a member. Names repeat, so they are shared. */
        private @Nullable String name() {
            int from = ++at;
            int hash = 0;
            for (int i = from; i < line.length; i++) {
                byte b = line[i];
                if (b == '"') {
                    at = i + 1;
                    return name(from, i, hash);
                } else if (b < ' ' || b == '\\') {
                    return null;
                }
                hash = 31 * hash + b;
            }
            return null;
        }

        private String name(int from, int to, int hash) {
            int slot = (hash ^ hash >>> 10) & (SHARED - 1);
            Name known = shared[slot];
            if (known != null && Arrays.equals(known.bytes(), 0, known.bytes().length, line, from, to)) {
                return known.text();
            }
            Name read = new Name(
                    Arrays.copyOfRange(line, from, to), new String(line, from, to - from, StandardCharsets.ISO_8859_1));
            if (to - from <= LONGEST_SHARED) {
                shared[slot] = read;
            }
            return read.text();
        }

        private @Nullable StringNode string() {
            int from = ++at;
            for (int i = from; i < line.length; i++) {
                byte b = line[i];
                if (b == '"') {
                    at = i + 1;
                    return StringNode.valueOf(new String(line, from, i - from, StandardCharsets.ISO_8859_1));
                } else if (b == '\\') {
                    return escaped(from, i);
                } else if (b < ' ') {
                    return null; // a control character, or a byte of a character that is not ASCII
                }
            }
            return null;
        }

        /** Reads a string with escapes of one character, such as {@code \"}. */
        private @Nullable StringNode escaped(int from, int firstEscape) {
            StringBuilder text = new StringBuilder(firstEscape - from + 40);
            int copied = from;
            for (int i = firstEscape; i < line.length; i++) {
                byte b = line[i];
                if (b == '"') {
                    at = i + 1;
                    return StringNode.valueOf(append(text, copied, i).toString());
                } else if (b < ' ') {
                    return null;
                } else if (b == '\\') {
                    append(text, copied, i);
                    i++;
                    if (i == line.length || (line[i] != '"' && line[i] != '\\' && line[i] != '/')) {
                        return null;
                    }
                    copied = i;
                }
            }
            return null;
        }

        private StringBuilder append(StringBuilder text, int from, int to) {
            return text.append(new String(line, from, to - from, StandardCharsets.ISO_8859_1));
        }

        private @Nullable JsonNode word(String word, JsonNode value) {
            if (at + word.length() > line.length) {
                return null;
            }
            for (int i = 0; i < word.length(); i++) {
                if (line[at + i] != word.charAt(i)) {
                    return null;
                }
            }
            at += word.length();
            return value;
        }

        /** Reads a number without an exponent. */
        private @Nullable JsonNode number() {
            int from = at;
            boolean negative = from < line.length && line[from] == '-';
            int first = negative ? from + 1 : from;
            int end = digits(first);
            int whole = end;
            if (end < line.length && line[end] == '.') {
                end = digits(end + 1);
                if (end == whole + 1) {
                    return null;
                }
            }
            if (whole == first || (line[first] == '0' && whole > first + 1) || end - first > MOST_DIGITS) {
                return null;
            }
            if (end < line.length && line[end] != ',' && line[end] != '}' && line[end] != ']' && line[end] != ' ') {
                return null;
            }
            at = end;
            if (end > whole) {
                return NODES.numberNode(
                        Double.parseDouble(new String(line, from, end - from, StandardCharsets.ISO_8859_1)));
            }
            long number = 0;
            for (int i = first; i < end; i++) {
                number = 10 * number + line[i] - '0';
            }
            number = negative ? -number : number;
            return number == (int) number ? NODES.numberNode((int) number) : NODES.numberNode(number);
        }

        private int digits(int from) {
            int end = from;
            while (end < line.length && line[end] >= '0' && line[end] <= '9') {
                end++;
            }
            return end;
        }
    }
}
