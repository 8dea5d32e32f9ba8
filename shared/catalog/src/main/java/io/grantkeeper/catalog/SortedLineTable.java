package io.grantkeeper.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A lookup table that needs no parsing: lines sorted by the bytes of their keys, each with a key, a tab and a value. A
 * binary search over 10,000 lines takes about 15 steps, so a cold start spends time only on the lookups that it makes.
 * Immutable and thread-safe.
 */
final class SortedLineTable {

    private static final char KEY_END = '\t';
    private static final char LINE_END = '\n';

    /** UTF-8 text; every line, including the last one, ends with a line feed. */
    private final byte[] text;

    private SortedLineTable(byte[] text) {
        this.text = text;
    }

    /** Reads a table that the build has placed next to the class files. */
    static SortedLineTable read(String resource) {
        try (InputStream in = SortedLineTable.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(
                        "the table " + resource + " is missing from the archive; build this module with Maven");
            }
            return new SortedLineTable(in.readAllBytes());
        } catch (IOException failed) {
            throw new UncheckedIOException("the table " + resource + " cannot be read", failed);
        }
    }

    /** Builds a table. Neither keys nor values may contain line feeds, and keys must not be empty or contain tabs. */
    static SortedLineTable of(Map<String, String> lines) {
        TreeMap<byte[], String> sorted = new TreeMap<>(Arrays::compareUnsigned);
        lines.forEach((key, value) -> {
            if (key.isEmpty()
                    || key.indexOf(KEY_END) >= 0
                    || key.indexOf(LINE_END) >= 0
                    || value.indexOf(LINE_END) >= 0) {
                throw new IllegalArgumentException(
                        "a key must not be empty or contain a tab, and neither key nor value may contain a line feed; check the key '"
                                + key + "'");
            }
            String line = key + KEY_END + value + LINE_END;
            sorted.put((key + KEY_END).getBytes(StandardCharsets.UTF_8), line);
        });
        return new SortedLineTable(String.join("", sorted.values()).getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the value of a key, or empty if the table does not contain the key. */
    Optional<String> find(String key) {
        byte[] sought = (key + KEY_END).getBytes(StandardCharsets.UTF_8);
        int low = 0;
        int high = text.length;
        while (low < high) {
            int start = startOfLine((low + high) >>> 1);
            int end = endOfLine(start);
            int order = compare(sought, start, end);
            if (order == 0) {
                return Optional.of(
                        new String(text, start + sought.length, end - start - sought.length, StandardCharsets.UTF_8));
            }
            if (order < 0) {
                high = start;
            } else {
                low = end + 1;
            }
        }
        return Optional.empty();
    }

    /** Returns every line as stored, in key order. */
    Stream<String> lines() {
        return new String(text, StandardCharsets.UTF_8).lines();
    }

    byte[] bytes() {
        return text.clone();
    }

    private int startOfLine(int position) {
        int start = position;
        while (start > 0 && text[start - 1] != LINE_END) {
            start--;
        }
        return start;
    }

    private int endOfLine(int start) {
        int end = start;
        while (text[end] != LINE_END) {
            end++;
        }
        return end;
    }

    /**
     * Compares a key with the key of a line. The sought key ends with a tab, which sorts before every character in a
     * key, so a key never matches the start of a longer key.
     */
    private int compare(byte[] sought, int start, int end) {
        return Arrays.compareUnsigned(sought, 0, sought.length, text, start, Math.min(end, start + sought.length));
    }
}
