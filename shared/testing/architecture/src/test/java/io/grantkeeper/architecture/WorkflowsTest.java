package io.grantkeeper.architecture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests that no workflow runs code that can change without a commit in this repository, and that no workflow has more
 * permissions than it needs.
 */
class WorkflowsTest {
    private static final Pattern USES = Pattern.compile("(?m)^\\s*(?:- )?uses: (.+)$");
    private static final Pattern PINNED = Pattern.compile("[\\w./-]+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+");

    static List<Path> workflows() throws IOException {
        try (Stream<Path> files = Files.list(ProjectLayout.REPOSITORY.resolve(".github/workflows"))) {
            return files.sorted().toList();
        }
    }

    /**
     * Requires actions to be pinned by digest, because a tag can be moved to other code but a commit's digest cannot.
     */
    @ParameterizedTest
    @MethodSource("workflows")
    void pinsEachActionByDigestAndNamesItsVersion(Path workflow) throws IOException {
        assertThat(USES.matcher(Files.readString(workflow, UTF_8)).results().map(found -> found.group(1)))
                .isNotEmpty()
                .allSatisfy(action -> assertThat(action).matches(PINNED));
    }

    @ParameterizedTest
    @MethodSource("workflows")
    void grantsOnlyReadAccessToContentsUnlessJobNeedsMore(Path workflow) throws IOException {
        String text = Files.readString(workflow, UTF_8);
        assertThat(text).contains("\npermissions:\n  contents: read\n");
        assertThat(Pattern.compile("(?m)^ +([a-z-]+): write$")
                        .matcher(text)
                        .results()
                        .map((MatchResult found) -> found.group(1)))
                .isSubsetOf(
                        workflow.endsWith("release.yml")
                                ? Set.of("id-token", "attestations", "contents", "packages")
                                : Set.of("id-token", "attestations"));
    }
}
