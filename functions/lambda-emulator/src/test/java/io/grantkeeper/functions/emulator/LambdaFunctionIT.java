package io.grantkeeper.functions.emulator;

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

class LambdaFunctionIT {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    @Test
    void answersEventAfterEventInOneProcess() throws Exception {
        try (var function = start(SampleHandlers.Echo.class)) {
            assertThat(function.coldStart()).isPositive();
            for (int i : List.of(0, 1, 2)) {
                assertThat(function.invoke(event("{\"n\":" + i + "}"), LIMIT))
                        .isInstanceOfSatisfying(
                                Outcome.Answered.class,
                                answered -> assertThat(answered.body())
                                        .isEqualTo("{\"echo\":{\"n\":" + i + "},\"left\":\"time left\"}"));
            }
        }
    }

    @Test
    void tellsWhatAFunctionThrew() throws Exception {
        try (var function = start(SampleHandlers.Throws.class)) {
            assertThat(function.invoke(event("{}"), LIMIT)).isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
                assertThat(failed.type()).isEqualTo("Runtime.UserException");
                assertThat(failed.body()).contains("IllegalArgumentException", "no such event");
            });
        }
    }

    @Test
    void noticesThatAProcessDied() throws Exception {
        try (var function = start(SampleHandlers.Dies.class)) {
            assertThat(function.invoke(event("{}"), LIMIT))
                    .isInstanceOfSatisfying(
                            Outcome.Died.class,
                            died -> assertThat(died.exitCode()).isEqualTo(7));
        }
    }

    @Test
    void cutsOffAFunctionThatTakesTooLong() throws Exception {
        try (var function = start(SampleHandlers.Sleeps.class)) {
            assertThat(function.invoke(event("{}"), Duration.ofMillis(300))).isInstanceOf(Outcome.TimedOut.class);
        }
    }

    @Test
    void saysWhyAFunctionDidNotStart() {
        assertThatThrownBy(() -> start(SampleHandlers.DoesNotStart.class))
                .isInstanceOf(InitialisationFailedException.class)
                .hasMessageContaining("did not start")
                .hasMessageContaining("a setting is missing");
    }

    @Test
    void saysWhereItMissesABundle() {
        var settings = new LambdaFunction.Settings("none", folder.resolve("none.zip"), "X", Map.of(), List.of());
        assertThatThrownBy(() -> LambdaFunction.start(settings)).hasMessageContaining("mvn package");
    }

    private LambdaFunction start(Class<?> handler) throws IOException, InterruptedException {
        return LambdaFunction.start(new LambdaFunction.Settings(
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
