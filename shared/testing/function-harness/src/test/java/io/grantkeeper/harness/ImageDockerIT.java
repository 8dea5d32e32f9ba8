package io.grantkeeper.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.grantkeeper.harness.emulator.EmulatedFunction;
import io.grantkeeper.harness.emulator.FunctionCodeLocation;
import io.grantkeeper.harness.emulator.InvocationResult;
import io.grantkeeper.identity.json.ModelJson;
import java.nio.file.Files;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/**
 * Tests that the container image built by {@code scripts/image decide --tag NAME} responds under the Runtime API. The
 * variable {@code GRANTKEEPER_TEST_IMAGE} names the image; without it, the test is skipped.
 */
class ImageDockerIT {
    @Test
    @Timeout(180)
    void imageHandlesSameEventTwice() throws Exception {
        String image = System.getenv("GRANTKEEPER_TEST_IMAGE");
        assumeTrue(image != null, "GRANTKEEPER_TEST_IMAGE is not set: no image to test");
        try (LocalEnvironment surroundings =
                new LocalEnvironment(Clock.systemUTC().instant())) {
            Map<String, String> environment = new HashMap<>(surroundings.environment());
            // The image itself names the function. The test passes only what Lambda passes.
            environment.put("AWS_REGION", "eu-central-1");
            environment.put("AWS_ACCESS_KEY_ID", "of-no-account");
            environment.put("AWS_SECRET_ACCESS_KEY", "of-no-account");
            byte[] event = Files.readAllBytes(SampleEventFiles.ROOT.resolve("decide/happy.json"));

            FunctionProcess run = FunctionProcess.of(
                    new EmulatedFunction.Settings(
                            "decide",
                            new FunctionCodeLocation.Container(image),
                            InvokeMain.ENTRY,
                            environment,
                            List.of(),
                            List.of()),
                    event,
                    2);

            assertThat(run.outcomes())
                    .as(run.log())
                    .allSatisfy(outcome -> assertThat(outcome)
                            .isInstanceOfSatisfying(
                                    InvocationResult.Answered.class,
                                    answered -> assertThat(status(answered)).isEqualTo(200)));
        }
    }

    private static int status(InvocationResult.Answered answered) {
        JsonNode body = ModelJson.mapper().readTree(answered.body());
        return body.path("statusCode").asInt();
    }
}
