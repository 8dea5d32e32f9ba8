package io.grantkeeper.harness.emulator;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Handlers for tests of the emulator. Each does one thing in the emulated function's JVM. */
final class SampleHandlers {
    private SampleHandlers() {}

    /** Returns its input and the remaining time that the context reports. */
    public static final class Echo implements RequestStreamHandler {
        @Override
        public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
            String text = new String(event.readAllBytes(), StandardCharsets.UTF_8);
            String left = context.getRemainingTimeInMillis() > 1_000 ? "time left" : "no time left";
            answer.write("{\"echo\":%s,\"left\":\"%s\"}".formatted(text, left).getBytes(StandardCharsets.UTF_8));
        }
    }

    public static final class Throws implements RequestStreamHandler {
        @Override
        public void handleRequest(InputStream event, OutputStream answer, Context context) {
            throw new IllegalArgumentException("no such event");
        }
    }

    public static final class Dies implements RequestStreamHandler {
        @Override
        public void handleRequest(InputStream event, OutputStream answer, Context context) {
            Runtime.getRuntime().halt(7);
        }
    }

    public static final class Sleeps implements RequestStreamHandler {
        @Override
        public void handleRequest(InputStream event, OutputStream answer, Context context) {
            try {
                Thread.sleep(30_000);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    public static final class DoesNotStart implements RequestStreamHandler {
        public DoesNotStart() {
            throw new IllegalStateException("a setting is missing");
        }

        @Override
        public void handleRequest(InputStream event, OutputStream answer, Context context) {}
    }
}
