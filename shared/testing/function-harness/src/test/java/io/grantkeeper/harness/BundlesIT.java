package io.grantkeeper.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.grantkeeper.harness.emulator.EmulatedFunction;
import io.grantkeeper.harness.emulator.InvocationResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests that the deployable bundles work exactly as they are deployed, and that they contain nothing that only tests or
 * development machines need.
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plan-sweep",
                "sync-access",
                "receive-webhook",
                "hear-bus",
                "detect-changes",
                "detect-by-clock",
                "alert-owner",
                "handle-response",
                "settle-answer",
                "settle-on-call",
                "run-review",
                "escalate"
            })
    void bundleHandlesValidSampleEvent(String function) throws Exception {
        Map<String, String> environment = new HashMap<>(surroundings.environment());
        environment.put("GRANTKEEPER_FUNCTION", function);
        var settings = new EmulatedFunction.Settings(
                function, bundle(module(function)), InvokeMain.ENTRY, environment, List.of("-XX:TieredStopAtLevel=1"));
        byte[] event = Files.readAllBytes(SampleEventFiles.ROOT.resolve(function, "happy.json"));

        FunctionProcess run = FunctionProcess.of(settings, event, 2);

        assertThat(run.outcomes())
                .as(run.log())
                .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(InvocationResult.Answered.class));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plan-sweep",
                "sync-access",
                "receive-webhook",
                "detect-changes",
                "alert-owner",
                "handle-response",
                "settle-answer",
                "run-review"
            })
    void bundleContainsNoTestOrDevelopmentLibraries(String module) throws IOException {
        try (ZipFile zip = new ZipFile(bundle(module).toFile())) {
            assertThat(zip.stream().map(ZipEntry::getName))
                    .anyMatch(name -> name.startsWith("lib/grantkeeper-fn-" + module))
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
        try (ZipFile zip = new ZipFile(bundle("handle-response").toFile())) {
            assertThat(zip.stream().map(ZipEntry::getName)).noneMatch(name -> name.matches(".*/(sesv2|.*mail).*"));
        }
    }

    private static String module(String function) {
        return switch (function) {
            case "detect-by-clock" -> "detect-changes";
            case "hear-bus" -> "receive-webhook";
            case "settle-on-call" -> "settle-answer";
            case "escalate" -> "run-review";
            default -> function;
        };
    }

    private static Path bundle(String module) {
        Path bundle = Path.of("../../../functions", module, "target", "grantkeeper-fn-" + module + "-bundle.zip");
        assumeTrue(Files.isRegularFile(bundle), () -> bundle + " is not built: run this test in the verify phase");
        return bundle;
    }
}
