package io.grantkeeper.functions.observe;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/** Where lines go, and what time it is there. */
record Console(PrintStream out, Clock clock) {
    static final Console STANDARD = new Console(System.out, Clock.systemUTC());

    /** One write, so that lines of several threads stay whole. */
    void line(String line) {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        out.write(bytes, 0, bytes.length);
        out.flush();
    }
}
