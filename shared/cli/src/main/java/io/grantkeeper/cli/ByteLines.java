package io.grantkeeper.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The lines of a stream as bytes, without decoding them: a JSON parser reads UTF-8 faster than text. */
final class ByteLines {
    private static final int FIRST_SIZE = 1 << 20;

    private final InputStream in;
    private final int longest;
    private byte[] buffer = new byte[FIRST_SIZE];
    private int from;
    private int to;

    /** @param longest the bytes of a line that are kept, and one more, so that the caller sees that it is too long */
    ByteLines(InputStream in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    /** Waits for a line, and returns it without its end; null at the end of the stream. */
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

    /** Returns whether bytes are waiting, so that the next line probably does not have to be waited for. */
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
