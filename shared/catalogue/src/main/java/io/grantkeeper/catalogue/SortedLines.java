package io.grantkeeper.catalogue;

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
 * A table that is looked into without being read: lines sorted by the bytes of their keys, each a key, a tab and what
 * belongs to it. A line is found by halving, in some fifteen steps of ten thousand lines; a function that starts pays
 * for what it asks, not for what there is. Immutable and safe for use by many threads.
 */
final class SortedLines {

    private static final char KEY_END = '\t';
    private static final char LINE_END = '\n';

    /** UTF-8; every line, the last one included, ends in a line feed. */
    private final byte[] text;

    private SortedLines(byte[] text) {
        this.text = text;
    }

    /** A table that the build has put beside the classes. */
    static SortedLines read(String resource) {
        try (InputStream in = SortedLines.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(
                        "the table " + resource + " is missing from the archive: build this module with Maven");
            }
            return new SortedLines(in.readAllBytes());
        } catch (IOException failed) {
            throw new UncheckedIOException("the table " + resource + " cannot be read", failed);
        }
    }

    /** Neither keys nor values hold line feeds, and keys hold no tabs. */
    static SortedLines of(Map<String, String> lines) {
        TreeMap<byte[], String> sorted = new TreeMap<>(Arrays::compareUnsigned);
        lines.forEach((key, value) -> {
            if (key.isEmpty()
                    || key.indexOf(KEY_END) >= 0
                    || key.indexOf(LINE_END) >= 0
                    || value.indexOf(LINE_END) >= 0) {
                throw new IllegalArgumentException(
                        "a key has characters but no tab, a line no line feed, which does not hold for '" + key + "'");
            }
            String line = key + KEY_END + value + LINE_END;
            sorted.put((key + KEY_END).getBytes(StandardCharsets.UTF_8), line);
        });
        return new SortedLines(String.join("", sorted.values()).getBytes(StandardCharsets.UTF_8));
    }

    /** What belongs to a key; any key may be asked for. */
    Optional<String> find(String key) {
        byte[] sought = (key + KEY_END).getBytes(StandardCharsets.UTF_8);
        int low = 0;
        int high = text.length;
        while (low < high) {
            int start = lineAround((low + high) >>> 1);
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

    /** Every line as it stands, in the order of keys. */
    Stream<String> lines() {
        return new String(text, StandardCharsets.UTF_8).lines();
    }

    byte[] bytes() {
        return text.clone();
    }

    private int lineAround(int position) {
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

    /** Keys end in a tab, which is less than all that they hold, so no key is taken for the start of a longer one. */
    private int compare(byte[] sought, int start, int end) {
        return Arrays.compareUnsigned(sought, 0, sought.length, text, start, Math.min(end, start + sought.length));
    }
}
