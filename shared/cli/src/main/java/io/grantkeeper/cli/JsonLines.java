package io.grantkeeper.cli;

import io.grantkeeper.reports.terminal.Terminal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * Reads requests as JSON lines and writes one line of JSON in response to each. For an invalid line it writes an error
 * message and continues with the next line.
 */
final class JsonLines {
    private JsonLines() {}

    /**
     * A handler that returns the response to one line, as one line of JSON. It receives the line's number, counted from
     * 1, and its text, and never throws.
     */
    @FunctionalInterface
    interface LineHandler {
        String answer(long number, String line);
    }

    /**
     * Reads standard input line by line. For each line that is not blank, writes the response to standard output.
     *
     * @return the exit code
     */
    static int answer(LineHandler verb) throws IOException {
        Terminal out = Terminal.documents();
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            long number = 0;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                number++;
                if (!line.isBlank()) {
                    out.json(verb.answer(number, line));
                }
            }
        }
        out.flush();
        return 0;
    }
}
