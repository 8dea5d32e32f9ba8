package io.grantkeeper.harness.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.harness.BuiltBundles;
import io.grantkeeper.harness.FunctionProcess;
import io.grantkeeper.harness.LocalEnvironment;
import io.grantkeeper.harness.emulator.EmulatedFunction;
import io.grantkeeper.harness.emulator.FunctionCodeLocation;
import io.grantkeeper.harness.emulator.InvocationResult;
import io.grantkeeper.property.testkit.TestRepetitions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests that the bundles created by {@code scripts/package} stay within their budgets, work, and are reproducible. They
 * must also work as a container image and after a SnapStart snapshot.
 */
class PackagedBundlesIT {
    private static final Duration LIMIT = Duration.ofMinutes(3);

    /** One of two trimmers. Two are needed because each trimmer trims a jar only once. */
    private static final BundleTrimmer TRIMMER = new BundleTrimmer();

    private static final BundleTrimmer OTHER_TRIMMER = new BundleTrimmer();

    private static final Map<Path, Path> PACKAGED = new HashMap<>();

    @TempDir
    private static Path packages;

    private static LocalEnvironment surroundings;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        surroundings = new LocalEnvironment(Clock.systemUTC().instant());
    }

    @AfterAll
    static void stop() {
        surroundings.close();
    }

    static List<Path> bundles() throws IOException {
        return BuiltBundles.all();
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void bundleStaysWithinSizeBudget(Path built) throws IOException {
        String module = BundleManifest.module(built);
        assertThat(BundleBudgets.read(BuiltBundles.ROOT))
                .as("a budget in %s", BundleBudgets.FILE)
                .containsKey(module);
        assertThat(Files.size(packaged(built)))
                .isLessThanOrEqualTo(BundleBudgets.read(BuiltBundles.ROOT).get(module));
    }

    static List<Path> someBundles() throws IOException {
        return TestRepetitions.sample(bundles(), 0, 5);
    }

    @ParameterizedTest
    @MethodSource("someBundles")
    void bundleIsReproducible(Path built) throws IOException {
        Path second = folder.resolve("second.zip");
        OTHER_TRIMMER.trim(BundleManifest.module(built), built, second);
        assertThat(BundleTrimmer.sha256(packaged(built))).isEqualTo(BundleTrimmer.sha256(second));
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void bundleHandlesValidSampleOfEachFunctionRepeatedly(Path built) throws Exception {
        Path root = folder.resolve("task");
        List<String> functions = BundleManifest.functionsOf(
                BundleManifest.unpackTo(Files.createDirectories(root.resolve("lib")), packaged(built)));
        assertThat(functions).isNotEmpty();
        for (String function : functions) {
            EmulatedFunction.Settings settings = settings(function, new FunctionCodeLocation.Unpacked(root));
            FunctionProcess run = FunctionProcess.of(settings, event(function), 2);
            assertThat(run.outcomes())
                    .as("%s: %s", function, run.log())
                    .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(InvocationResult.Answered.class));
        }
    }

    /**
     * Tests that the bundle of {@code seal-ledger} contains no connector: the function that signs the ledger has no
     * provider credentials, and no code that could use any.
     */
    @Test
    void bundleThatSealsLedgerContainsNoConnector() throws IOException {
        Path packaged = packaged(BuiltBundles.of("seal-ledger"));
        try (ZipFile zip = new ZipFile(packaged.toFile())) {
            assertThat(zip.stream().map(ZipEntry::getName))
                    .anyMatch(name -> name.startsWith("lib/grantkeeper-fn-seal-ledger-"))
                    .noneMatch(name -> name.matches("lib/grantkeeper-connector-(?!spi-).*"));
        }
    }

    @Test
    void bundleIsPrimedBeforeSnapshotAndHandlesEventAfterRestore() throws Exception {
        Path packaged = packaged(BuiltBundles.of("receive-webhook"));
        try (EmulatedFunction restored = EmulatedFunction.restore(settings("receive-webhook", packaged))) {
            assertThat(restored.invoke(event("receive-webhook"), LIMIT)).isInstanceOf(InvocationResult.Answered.class);
            assertThat(restored.log()).contains("primed for the snapshot").doesNotContain("is not primed");
        }
    }

    @Test
    void functionStartsFromAotCacheInImageFolder() throws Exception {
        Path packaged = packaged(BuiltBundles.of("receive-webhook"));
        ImageFolder image = ImageFolder.create(folder.resolve("image"), BundleManifest.unpack(packaged, folder));
        EmulatedFunction.Settings settings = settings("receive-webhook", packaged);
        byte[] event = event("receive-webhook");
        image.train(settings, _ -> event);
        assertThat(folder.resolve("image/java.options")).content().contains("-XX:AOTCache=");
        // The JVM does not start if the cache does not match.
        try (EmulatedFunction cached = EmulatedFunction.start(image.cached(settings))) {
            assertThat(cached.invoke(event("receive-webhook"), LIMIT)).isInstanceOf(InvocationResult.Answered.class);
            assertThat(cached.log().lines().filter(line -> line.startsWith("{")))
                    .isNotEmpty()
                    .allMatch(line -> line.contains("\"correlation\":\"1-"));
        }
    }

    private static Path packaged(Path built) throws IOException {
        Path known = PACKAGED.get(built);
        if (known != null) {
            return known;
        }
        String module = BundleManifest.module(built);
        Path packaged = packages.resolve(module + ".zip");
        TRIMMER.trim(module, built, packaged);
        PACKAGED.put(built, packaged);
        return packaged;
    }

    private static EmulatedFunction.Settings settings(String function, Path bundle) {
        return settings(function, new FunctionCodeLocation.Bundle(bundle));
    }

    private static EmulatedFunction.Settings settings(String function, FunctionCodeLocation code) {
        Map<String, String> environment = new HashMap<>(surroundings.environment());
        environment.put("GRANTKEEPER_FUNCTION", function);
        return new EmulatedFunction.Settings(
                function,
                code,
                ImageMain.ENTRY,
                environment,
                List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"),
                List.of());
    }

    private static byte[] event(String function) throws IOException {
        return Files.readString(BuiltBundles.ROOT
                        .resolve("events/samples")
                        .resolve(function)
                        .resolve("happy.json"))
                .getBytes(StandardCharsets.UTF_8);
    }
}
