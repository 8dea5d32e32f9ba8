package io.grantkeeper.architecture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Tests that property tests use jqwik, which shrinks failing inputs, and that they use a fixed seed, so that every
 * build tests the same inputs.
 */
class PropertyTestsTest {
    private static final Pattern HAND_WRITTEN = Pattern.compile("new (Splittable)?Random\\(|@RepeatedTest");
    private static final Pattern PROPERTY = Pattern.compile("@Property(?!\\(seed = \")\\b");

    /**
     * The classes that may draw random values without jqwik: tests that replay a scenario with a store, a process or
     * another engine, and measurements over random samples.
     */
    private static final Set<String> CAMPAIGNS = Set.of(
            "AlertVolume",
            "ConvergenceContract",
            "DamagedResponseCheck",
            "DecisionKillTest",
            "GitHubPublishedPermissionsTest",
            "GoogleEvidenceCollectorTest",
            "HandleResponseTest",
            "LeastPrivilegeMarkersTest",
            "LedgerTamperingIT",
            "LogTampering",
            "NabTest",
            "PipelineDisturbanceIT",
            "FullDiskIT",
            "ProcessCampaignIT",
            "RandomPolicies",
            "RateBudgetStoreContract",
            "JsonLineRightSizerTest",
            "StoredItemTamperingIT",
            "ThrottledTable",
            "TruthCampaignIT");

    @Test
    void onlyListedTestsDrawRandomValuesWithoutJqwik() throws IOException {
        assertThat(testsThatContain(HAND_WRITTEN))
                .as("jqwik properties replace loops over random values")
                .containsExactlyInAnyOrderElementsOf(CAMPAIGNS);
    }

    @Test
    void everyPropertyHasASeed() throws IOException {
        assertThat(testsThatContain(PROPERTY)).isEmpty();
    }

    private static List<String> testsThatContain(Pattern pattern) throws IOException {
        try (Stream<Path> files = Files.walk(ProjectLayout.REPOSITORY)) {
            return files.filter(file -> file.toString().matches(".*/(src/test|[a-z]+-testkit/src/main)/java/.*\\.java"))
                    .filter(file -> !file.endsWith("PropertyTestsTest.java"))
                    .filter(file -> pattern.matcher(read(file)).find())
                    .map(file -> file.getFileName().toString().replace(".java", ""))
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
