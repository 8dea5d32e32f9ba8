package io.grantkeeper.functions.observability;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/** The output for log lines, and the clock for their timestamps. */
record LogOutput(PrintStream out, Clock clock) {
    static final LogOutput STANDARD = new LogOutput(System.out, Clock.systemUTC());

    /** Writes a line in one call, so that lines from several threads do not mix. */
    void line(String line) {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        out.write(bytes, 0, bytes.length);
        out.flush();
    }
}
