package io.grantkeeper.functions.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** A container image is run without a secret on the command line. */
class DockerCommandTest {
    @Test
    void namesItsVariablesAndLeavesTheirValuesInTheEnvironment() {
        assertThat(LambdaFunction.docker("grantkeeper:decide", Set.of("B", "A")))
                .containsExactly(
                        "docker", "run", "--rm", "--network", "host", "--env", "A", "--env", "B", "grantkeeper:decide");
    }
}
