package io.grantkeeper.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Answers JSON lines with JSON lines. The answer to an invalid line is an error message; processing continues with the
 * next line.
 */
final class JsonLines {
    private JsonLines() {}

    /**
     * A handler that answers one line with one line. It receives the line's number, counted from 1, and its text, and
     * never throws.
     */
    @FunctionalInterface
    interface LineHandler {
        String answer(long number, String line);
    }

    /**
     * Answers every line of standard input on standard output, except blank lines.
     *
     * @return the exit code
     */
    static int answer(LineHandler verb) throws IOException {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            long number = 0;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                number++;
                if (!line.isBlank()) {
                    out.println(verb.answer(number, line));
                }
            }
        }
        out.flush();
        return 0;
    }
}
