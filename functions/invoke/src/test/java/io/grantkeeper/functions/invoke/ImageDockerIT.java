package io.grantkeeper.functions.invoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.grantkeeper.functions.emulator.Code;
import io.grantkeeper.functions.emulator.LambdaFunction;
import io.grantkeeper.functions.emulator.Outcome;
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
 * The container image that {@code scripts/image decide --tag NAME} has made answers under the Runtime API. Which image, the
 * variable {@code GRANTKEEPER_TEST_IMAGE} says; where it is not set there is nothing to test.
 */
class ImageDockerIT {
    @Test
    @Timeout(180)
    void answersTheFirstEvent() throws Exception {
        String image = System.getenv("GRANTKEEPER_TEST_IMAGE");
        assumeTrue(image != null, "no image is named by GRANTKEEPER_TEST_IMAGE");
        try (Surroundings surroundings = new Surroundings(Clock.systemUTC().instant())) {
            Map<String, String> environment = new HashMap<>(surroundings.environment());
            // The image names the function itself: what is given here is what Lambda gives.
            environment.put("AWS_REGION", "eu-central-1");
            environment.put("AWS_ACCESS_KEY_ID", "of-no-account");
            environment.put("AWS_SECRET_ACCESS_KEY", "of-no-account");
            byte[] event = Files.readAllBytes(SampleEvents.ROOT.resolve("decide/happy.json"));

            Run run = Run.of(
                    new LambdaFunction.Settings(
                            "decide", new Code.Container(image), InvokeMain.ENTRY, environment, List.of(), List.of()),
                    event,
                    2);

            assertThat(run.outcomes())
                    .as(run.log())
                    .allSatisfy(outcome -> assertThat(outcome)
                            .isInstanceOfSatisfying(
                                    Outcome.Answered.class,
                                    answered -> assertThat(status(answered)).isEqualTo(200)));
        }
    }

    private static int status(Outcome.Answered answered) {
        JsonNode body = ModelJson.mapper().readTree(answered.body());
        return body.path("statusCode").asInt();
    }
}
