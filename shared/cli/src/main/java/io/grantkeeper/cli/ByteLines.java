package io.grantkeeper.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The lines of a stream as bytes. They are not decoded, because a JSON parser reads UTF-8 bytes faster than text. */
final class ByteLines {
    private static final int FIRST_SIZE = 1 << 20;

    private final InputStream in;
    private final int longest;
    private byte[] buffer = new byte[FIRST_SIZE];
    private int from;
    private int to;

    /**
     * Creates a reader.
     *
     * @param longest the maximum number of bytes that are returned for a line. For a longer line, one more byte is
     *     returned, so that the caller can detect it
     */
    ByteLines(InputStream in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    /** Waits for a line and returns it without its line break; null at the end of the stream. */
    byte @Nullable [] next() throws IOException {
        int searched = from;
        while (true) {
            for (int i = searched; i < to; i++) {
                if (buffer[i] == '\n') {
                    byte[] line = Arrays.copyOfRange(buffer, from, i);
                    from = i + 1;
                    return line;
                }
            }
            to = Math.min(to, from + longest + 1);
            int known = to - from;
            if (!fill()) {
                byte[] rest = Arrays.copyOfRange(buffer, from, to);
                from = to;
                return rest.length == 0 ? null : rest;
            }
            searched = from + known;
        }
    }

    /** Returns whether bytes are waiting, so that the next line is probably available without waiting. */
    boolean isReady() throws IOException {
        return from < to || in.available() > 0;
    }

    private boolean fill() throws IOException {
        if (from > 0) {
            System.arraycopy(buffer, from, buffer, 0, to - from);
            to -= from;
            from = 0;
        }
        if (to == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
        int read = in.read(buffer, to, buffer.length - to);
        to += Math.max(0, read);
        return read >= 0;
    }
}
