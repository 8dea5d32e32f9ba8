package io.grantkeeper.connectors.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Tests all webhook examples from GitHub's npm package. The test is skipped if npm cannot download the package. */
@DisplayName("GitHub's webhook examples from npm")
class OctokitExamplesIT {
    private static final String PACKAGE = "@octokit/webhooks-examples@7.6.1";

    @TempDir
    private Path folder;

    @Test
    void handlesEveryExampleOrStatesReasonForIgnoringIt() throws Exception {
        assumeTrue(run("npm", "pack", PACKAGE, "--silent"), "npm cannot fetch " + PACKAGE);
        assumeTrue(run("sh", "-c", "tar xzf *.tgz"), "tar cannot unpack " + PACKAGE);
        JsonNode index = GitHubVendorExamples.MAPPER.readTree(
                Files.readString(folder.resolve("package/api.github.com/index.json")));
        Map<String, Map<String, Integer>> outcomes = new TreeMap<>();
        for (JsonNode event : index) {
            String name = event.get("name").stringValue();
            outcomes.put(name, GitHubVendorExamples.deliverAll(name, event.get("examples")));
        }
        assertThat(outcomes).hasSizeGreaterThan(50);
        assertThat(outcomes.get("installation")).containsOnlyKeys("Accepted");
        assertThat(outcomes.get("organization")).containsKey("Accepted");
        assertThat(outcomes.get("repository")).containsKeys("Accepted", "Ignored");
        assertThat(outcomes.get("ping")).containsOnlyKeys("Handshake");
    }

    private boolean run(String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("out.log").toFile())
                    .start();
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (IOException _) {
            return false; // The command is not installed.
        }
    }
}
