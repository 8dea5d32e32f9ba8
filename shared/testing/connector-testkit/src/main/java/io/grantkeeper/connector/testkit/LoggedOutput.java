package io.grantkeeper.connector.testkit;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Captures everything that is logged or printed while it is open. Printed output still appears on the console. */
final class LoggedOutput implements AutoCloseable {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final Logger root = Logger.getLogger("");
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            String text = record.getMessage() + " " + record.getThrown() + "\n";
            synchronized (bytes) {
                bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    LoggedOutput() {
        handler.setLevel(Level.ALL);
        root.addHandler(handler);
        System.setOut(tee(out));
        System.setErr(tee(err));
    }

    String text() {
        synchronized (bytes) {
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }

    private PrintStream tee(PrintStream shown) {
        return new PrintStream(
                new OutputStream() {
                    @Override
                    public void write(int value) {
                        shown.write(value);
                        synchronized (bytes) {
                            bytes.write(value);
                        }
                    }
                },
                true,
                StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        System.setOut(out);
        System.setErr(err);
        root.removeHandler(handler);
    }
}
