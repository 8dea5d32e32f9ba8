package io.grantkeeper.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.grantkeeper.harness.emulator.EmulatedFunction;
import io.grantkeeper.harness.emulator.InvocationResult;
import io.grantkeeper.harness.packaging.BundleManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests that the bundles, as the build produces them, handle their functions' sample events and contain nothing that
 * only tests or development machines need.
 */
class BundlesIT {
    private static LocalEnvironment surroundings;

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

    static List<Arguments> functions() throws IOException {
        List<Arguments> all = new ArrayList<>();
        for (Path bundle : BuiltBundles.all()) {
            BundleManifest.functionsIn(bundle).forEach(function -> all.add(arguments(function, bundle)));
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("functions")
    void bundleHandlesValidSampleEvent(String function, Path bundle) throws Exception {
        Map<String, String> environment = new HashMap<>(surroundings.environment());
        environment.put("GRANTKEEPER_FUNCTION", function);
        var settings = new EmulatedFunction.Settings(
                function, bundle, InvokeMain.ENTRY, environment, List.of("-XX:TieredStopAtLevel=1"));
        byte[] event = Files.readAllBytes(SampleEventFiles.ROOT.resolve(function, "happy.json"));

        FunctionProcess run = FunctionProcess.of(settings, event, 2);

        assertThat(run.outcomes())
                .as(run.log())
                .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(InvocationResult.Answered.class));
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void bundleContainsNoTestOrDevelopmentLibraries(Path bundle) throws IOException {
        try (ZipFile zip = new ZipFile(bundle.toFile())) {
            assertThat(zip.stream().map(ZipEntry::getName))
                    .anyMatch(name -> name.startsWith("lib/grantkeeper-fn-" + BundleManifest.module(bundle)))
                    .noneMatch(name ->
                            name.matches("(?i).*(DynamoDBLocal|sqlite|elasticmq|greenmail|simulator|testkit|junit"
                                    + "|netty|webflux|spring-boot|runtime-interface-client).*"));
        }
    }

    /**
     * Tests that the bundle of {@code handle-response} contains no mail library. This function serves the answer pages:
     * it is reachable from the internet and sends no messages.
     */
    @Test
    void bundleForAnswerPagesContainsNoMailLibrary() throws IOException {
        try (ZipFile zip = new ZipFile(BuiltBundles.of("handle-response").toFile())) {
            assertThat(zip.stream().map(ZipEntry::getName)).noneMatch(name -> name.matches(".*/(sesv2|.*mail).*"));
        }
    }
}
