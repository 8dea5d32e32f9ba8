package io.grantkeeper.local.pdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.grantkeeper.authzen.AuthZenApi;
import io.grantkeeper.authzen.AuthZenCaller;
import io.grantkeeper.authzen.CallerAuthentication;
import io.grantkeeper.authzen.PdpMetadata;
import io.grantkeeper.authzen.RequestLimits;
import io.grantkeeper.authzen.TokenSealer;
import io.grantkeeper.policy.cedar.fixture.CedarFixture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Runs the commands in docs/decisions.md and compares their output with the page. */
class DecisionsPageIT {
    private static final Pattern EXAMPLE =
            Pattern.compile("```sh\\n(.*?)```\\n```(?:json|text)\\n(.*?)\\n```", Pattern.DOTALL);

    @Test
    void showsActualOutputOfExampleCommands() throws Exception {
        assumeTrue(hasCurl(), "curl is not available");
        try (DecisionPointServer server = DecisionPointServer.bind(0, Optional.empty())) {
            server.serve(new AuthZenApi(
                    new PdpMetadata(server.address(), false),
                    _ -> new CallerAuthentication.Outcome.Known(AuthZenCaller.named("reader")),
                    new FixtureDecisionPoint(
                            CedarFixture.load(Path.of("../../docs/examples/authzen/certification")), Clock.systemUTC()),
                    Optional.empty(),
                    new TokenSealer(new byte[32]),
                    RequestLimits.standard()));
            Matcher examples = EXAMPLE.matcher(Files.readString(Path.of("../../docs/decisions.md")));
            int run = 0;
            while (examples.find()) {
                ProcessBuilder shell = new ProcessBuilder("bash", "-c", examples.group(1));
                shell.environment().put("PDP", server.address().toString());
                String answer = new String(shell.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(answer.strip()).isEqualTo(examples.group(2).strip());
                run++;
            }
            assertThat(run).isEqualTo(5);
        }
    }

    private static boolean hasCurl() throws InterruptedException {
        try {
            return new ProcessBuilder("curl", "--version").start().waitFor() == 0;
        } catch (IOException _) {
            return false;
        }
    }
}
