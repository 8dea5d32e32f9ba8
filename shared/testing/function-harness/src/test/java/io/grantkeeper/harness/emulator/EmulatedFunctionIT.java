package io.grantkeeper.harness.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmulatedFunctionIT {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    @Test
    void handlesSeveralEventsInOneProcess() throws Exception {
        try (var function = start(SampleHandlers.Echo.class)) {
            assertThat(function.coldStart()).isPositive();
            for (int i : List.of(0, 1, 2)) {
                assertThat(function.invoke(event("{\"n\":" + i + "}"), LIMIT))
                        .isInstanceOfSatisfying(
                                InvocationResult.Answered.class,
                                answered -> assertThat(answered.body())
                                        .isEqualTo("{\"echo\":{\"n\":" + i + "},\"left\":\"time left\"}"));
            }
        }
    }

    @Test
    void reportsExceptionThatFunctionThrows() throws Exception {
        try (var function = start(SampleHandlers.Throws.class)) {
            assertThat(function.invoke(event("{}"), LIMIT))
                    .isInstanceOfSatisfying(InvocationResult.Failed.class, failed -> {
                        assertThat(failed.type()).isEqualTo("Runtime.UserException");
                        assertThat(failed.body()).contains("IllegalArgumentException", "no such event");
                    });
        }
    }

    @Test
    void reportsExitCodeIfProcessExits() throws Exception {
        try (var function = start(SampleHandlers.Dies.class)) {
            assertThat(function.invoke(event("{}"), LIMIT))
                    .isInstanceOfSatisfying(
                            InvocationResult.Exited.class,
                            died -> assertThat(died.exitCode()).isEqualTo(7));
        }
    }

    @Test
    void timesOutSlowFunction() throws Exception {
        try (var function = start(SampleHandlers.Sleeps.class)) {
            assertThat(function.invoke(event("{}"), Duration.ofMillis(300)))
                    .isInstanceOf(InvocationResult.TimedOut.class);
        }
    }

    @Test
    void reportsWhyInitializationFailed() {
        assertThatThrownBy(() -> start(SampleHandlers.DoesNotStart.class))
                .isInstanceOf(InitFailedException.class)
                .hasMessageContaining("did not start")
                .hasMessageContaining("a setting is missing");
    }

    @Test
    void explainsHowToBuildMissingBundle() {
        var settings = new EmulatedFunction.Settings("none", folder.resolve("none.zip"), "X", Map.of(), List.of());
        assertThatThrownBy(() -> EmulatedFunction.start(settings)).hasMessageContaining("mvn package");
    }

    private EmulatedFunction start(Class<?> handler) throws IOException, InterruptedException {
        return EmulatedFunction.start(new EmulatedFunction.Settings(
                "sample", bundle(handler), handler.getName(), Map.of(), List.of("-XX:TieredStopAtLevel=1")));
    }

    private Path bundle(Class<?> handler) throws IOException {
        String entry = handler.getName().replace('.', '/') + ".class";
        Path zip = folder.resolve(handler.getSimpleName() + ".zip");
        try (var out = new ZipOutputStream(Files.newOutputStream(zip));
                InputStream code = handler.getClassLoader().getResourceAsStream(entry)) {
            out.putNextEntry(new ZipEntry(entry));
            code.transferTo(out);
        }
        return zip;
    }

    private static byte[] event(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
