package io.grantkeeper.harness.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tests that the Docker command line for a container image contains no secrets. */
class DockerCommandTest {
    @Test
    void passesEnvironmentVariablesOnlyByName() {
        assertThat(EmulatedFunction.docker("grantkeeper:decide", Set.of("B", "A")))
                .containsExactly(
                        "docker", "run", "--rm", "--network", "host", "--env", "A", "--env", "B", "grantkeeper:decide");
    }
}
