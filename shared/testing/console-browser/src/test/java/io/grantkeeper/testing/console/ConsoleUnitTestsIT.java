package io.grantkeeper.testing.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/**
 * Runs the client's own unit tests. They test proofs and formats, and that the mock answers as the API description
 * specifies.
 */
class ConsoleUnitTestsIT {
    @Test
    void unitTestsOfClientPass() throws IOException, InterruptedException {
        ConsoleBrowser.get();
        Process tests = new ProcessBuilder("node", "node_modules/vitest/vitest.mjs", "run", "--no-color")
                .directory(ConsoleBrowser.web().toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(tests.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(tests.waitFor()).as(output).isZero();
    }
}
