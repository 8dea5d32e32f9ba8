package io.grantkeeper.local.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** JSON lines in, JSON lines out: a bad line is answered with what is wrong, and the rest goes on. */
final class JsonLines {
    private JsonLines() {}

    /** Answers one line: its number, from 1, and its text in; one line out. Never throws. */
    @FunctionalInterface
    interface Verb {
        String answer(long number, String line);
    }

    /** Answers standard input on standard output. */
    static int answer(Verb verb) throws IOException {
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
