package io.grantkeeper.functions.invoke.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.grantkeeper.functions.emulator.Code;
import io.grantkeeper.functions.emulator.LambdaFunction;
import io.grantkeeper.functions.emulator.Outcome;
import io.grantkeeper.functions.invoke.Surroundings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What scripts/package makes is small, works, and is the same each time; as an image and as a snapshot, too. */
class PackagedBundlesIT {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static Surroundings surroundings;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        surroundings = new Surroundings(Clock.systemUTC().instant());
    }

    @AfterAll
    static void stop() {
        surroundings.close();
    }

    static Stream<Path> bundles() throws IOException {
        List<Path> built = Bundles.built(ROOT);
        assumeTrue(!built.isEmpty(), "no bundle is built: run this in the phase verify");
        return built.stream();
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void keepTheirBudgetAndAreTheSameEachTime(Path built) throws IOException {
        String module = Bundles.module(built);
        Path first = folder.resolve("first.zip");
        Path second = folder.resolve("second.zip");
        Trimming.trim(module, built, first);
        Trimming.trim(module, built, second);
        assertThat(Budgets.read(ROOT)).as("a budget in %s", Budgets.FILE).containsKey(module);
        assertThat(Files.size(first)).isLessThanOrEqualTo(Budgets.read(ROOT).get(module));
        assertThat(Trimming.sha256(first)).isEqualTo(Trimming.sha256(second));
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void answerTheHappySamplesOfTheirFunctions(Path built) throws Exception {
        Path packaged = packaged(built);
        List<String> functions = Bundles.functionsIn(packaged);
        assertThat(functions).isNotEmpty();
        for (String function : functions) {
            try (LambdaFunction started = LambdaFunction.start(settings(function, packaged))) {
                Outcome outcome = started.invoke(event(function), LIMIT);
                assertThat(outcome).as("%s: %s", function, started.log()).isInstanceOf(Outcome.Answered.class);
            }
        }
    }

    @Test
    void arePrimedBeforeASnapshotAndAnswerOnceRestored() throws Exception {
        Path packaged = packaged(webhooks());
        try (LambdaFunction restored = LambdaFunction.restore(settings("receive-webhook", packaged))) {
            assertThat(restored.invoke(event("receive-webhook"), LIMIT)).isInstanceOf(Outcome.Answered.class);
            assertThat(restored.log()).contains("primed for a snapshot").doesNotContain("is not primed");
        }
    }

    @Test
    void startFromTheCacheOfAnImageFolder() throws Exception {
        Path packaged = packaged(webhooks());
        ImageFolder image = ImageFolder.lay(folder.resolve("image"), Bundles.unpack(packaged, folder));
        LambdaFunction.Settings settings = settings("receive-webhook", packaged);
        image.train(settings, event("receive-webhook"));
        assertThat(folder.resolve("image/java.options")).content().contains("-XX:AOTCache=");
        // The JVM refuses to start where the cache does not fit.
        try (LambdaFunction cached = LambdaFunction.start(image.cached(settings))) {
            assertThat(cached.invoke(event("receive-webhook"), LIMIT)).isInstanceOf(Outcome.Answered.class);
            assertThat(cached.log().lines().filter(line -> line.startsWith("{")))
                    .isNotEmpty()
                    .allMatch(line -> line.contains("\"correlation\":\"1-"));
        }
    }

    private static Path webhooks() throws IOException {
        return bundles()
                .filter(built -> Bundles.module(built).equals("receive-webhook"))
                .findFirst()
                .orElseThrow();
    }

    private Path packaged(Path built) throws IOException {
        Path packaged = folder.resolve("packaged.zip");
        Trimming.trim(Bundles.module(built), built, packaged);
        return packaged;
    }

    private static LambdaFunction.Settings settings(String function, Path bundle) {
        Map<String, String> environment = new HashMap<>(surroundings.environment());
        environment.put("GRANTKEEPER_FUNCTION", function);
        return new LambdaFunction.Settings(
                function,
                new Code.Bundle(bundle),
                ImageMain.ENTRY,
                environment,
                List.of("-XX:TieredStopAtLevel=1"),
                List.of());
    }

    private static byte[] event(String function) throws IOException {
        return Files.readString(ROOT.resolve("events/samples").resolve(function).resolve("happy.json"))
                .getBytes(StandardCharsets.UTF_8);
    }
}
