package io.grantkeeper.cli;

import io.grantkeeper.reports.terminal.TerminalOutput;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads requests as JSON lines and writes one line of JSON in response to each. For an invalid line it writes an error
 * message and continues with the next line.
 */
final class JsonLines {
    /**
     * The maximum length of a line, in bytes, for requests about a single item rather than a whole company. It limits
     * the memory that one line can use.
     */
    static final int MAX_LINE = 1_000_000;

    /** The maximum length of a line, in bytes, for requests about a whole company. */
    static final int MAX_COMPANY = 64_000_000;

    private JsonLines() {}

    /**
     * A handler that returns the response to one line, as one line of JSON. It receives the line's number, counted from
     * 1, and its text, and never throws. The response to an invalid line starts with the member {@code line}.
     */
    @FunctionalInterface
    interface LineHandler {
        String answer(long number, String line);
    }

    /**
     * Reads standard input line by line. For each line that is not blank, writes the response to standard output.
     *
     * @return the exit code: 1 if the response to any line is an error; otherwise, 0
     */
    static int answer(LineHandler verb) throws IOException {
        return answer(verb, MAX_LINE);
    }

    /** Does the same as {@link #answer(LineHandler)} for lines of at most the given length. */
    static int answer(LineHandler verb, int longest) throws IOException {
        TerminalOutput out = TerminalOutput.documents();
        boolean failed = false;
        try (InputStream in = new BufferedInputStream(System.in)) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            for (long number = 1; readLine(in, bytes, longest); number++) {
                String answer = answer(verb, number, bytes, longest);
                if (!answer.isEmpty()) {
                    failed |= answer.startsWith("{\"line\":");
                    out.json(answer);
                }
            }
        }
        out.flush();
        return failed ? 1 : 0;
    }

    /** Returns the response to one line; an empty string for a blank line. */
    private static String answer(LineHandler verb, long number, ByteArrayOutputStream bytes, int longest) {
        if (bytes.size() > longest) {
            return error(number, "the line is longer than %d bytes; write one JSON object per line".formatted(longest));
        }
        try {
            String line = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
            return line.isBlank() ? "" : verb.answer(number, line);
        } catch (CharacterCodingException _) {
            return error(number, "the line is not UTF-8 text; convert the input to UTF-8");
        }
    }

    private static String error(long number, String problem) {
        return "{\"line\":%d,\"error\":\"%s\"}".formatted(number, problem);
    }

    /**
     * Reads the bytes of a line without its line break. If the line is too long, reads one byte more than the limit and
     * skips the rest.
     *
     * @return whether there was a line
     */
    private static boolean readLine(InputStream in, ByteArrayOutputStream bytes, int longest) throws IOException {
        bytes.reset();
        int next = in.read();
        if (next < 0) {
            return false;
        }
        for (; next >= 0 && next != '\n'; next = in.read()) {
            if (bytes.size() <= longest) {
                bytes.write(next);
            }
        }
        return true;
    }
}
