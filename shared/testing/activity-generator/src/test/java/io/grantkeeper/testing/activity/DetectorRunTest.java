package io.grantkeeper.testing.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Tests the scorer with detectors whose scores are known. */
class DetectorRunTest {
    private static final long SEED = 11;
    private static final String QUIET = "{\"subject\":\"s\",\"signals\":[]}";
    private static final String LOUD =
            "{\"subject\":\"s\",\"signals\":[{\"type\":\"t\",\"severity\":\"critical\",\"technique\":\"T1078\",\"sentence\":\"x\"}]}";

    @TempDir
    private static Path folder;

    private static int rows;

    @BeforeAll
    static void generate() throws IOException {
        ActivityFiles.write(ActivitySimulation.of(SEED), folder, SEED);
        rows = Files.readAllLines(ActivityFiles.rows(folder, SEED)).size();
    }

    private static DetectorScore score(List<String> answers) throws IOException {
        Path file = Files.write(folder.resolve("answers"), answers);
        DetectorScore score = new DetectorScore();
        score.add(DetectorRun.read(
                ActivityFiles.rows(folder, SEED), file, Files.readAllLines(ActivityFiles.labels(folder, SEED)), 1));
        return score;
    }

    private static Set<Integer> labeled(String label) throws IOException {
        Set<Integer> lines = new HashSet<>();
        for (String line : Files.readAllLines(ActivityFiles.labels(folder, SEED))) {
            JsonNode node = new ObjectMapper().readTree(line);
            if (node.path("label").asString().equals(label)) {
                node.path("rows").forEach(each -> lines.add(each.asInt()));
            }
        }
        return lines;
    }

    private static List<String> loudOn(Set<Integer> lines) {
        return IntStream.rangeClosed(1, rows)
                .mapToObj(i -> lines.contains(i) ? LOUD : QUIET)
                .toList();
    }

    @Test
    void detectorThatNeverAlertsHasNoRecallAndNoFalseAlerts() throws IOException {
        DetectorScore score = score(loudOn(Set.of()));
        assertThat(score.recall()).isZero();
        assertThat(score.silence()).isEqualTo(1);
        assertThat(score.falseAlertsPerWeek()).isZero();
    }

    @Test
    void detectorThatKnowsLabelsHasPerfectScore() throws IOException {
        DetectorScore score = score(loudOn(labeled("attack")));
        assertThat(score.recall()).isEqualTo(1);
        assertThat(score.conjunctionRecall()).isEqualTo(1);
        assertThat(score.silence()).isEqualTo(1);
        assertThat(score.falseAlertsPerWeek()).isZero();
        assertThat(score.report()).contains("recall 1.000").contains("attack tor-exit");
    }

    @Test
    void countsAlertsAboutHarmlessChangesAsFalse() throws IOException {
        DetectorScore score = score(loudOn(labeled("benign")));
        assertThat(score.silence()).isZero();
        assertThat(score.falseAlertsPerWeek()).isPositive();
    }

    @Test
    void countsRepetitionsWithinDayOnce() throws IOException {
        List<String> answers =
                IntStream.rangeClosed(1, rows).mapToObj(i -> LOUD).toList();
        DetectorScore score = score(answers);
        // One subject and one type alert at most once a day, which is 7 a week for 300 identities.
        assertThat(score.falseAlertsPerWeek()).isLessThanOrEqualTo(7 / 0.3 + 0.01);
        assertThat(score.recall()).isEqualTo(1);
    }

    @Test
    void doesNotCountLowSeveritySignalsAsAlerts() throws IOException {
        DetectorScore score = score(IntStream.rangeClosed(1, rows)
                .mapToObj(i -> LOUD.replace("critical", "low"))
                .toList());
        assertThat(score.recall()).isZero();
        assertThat(score.falseAlertsPerWeek()).isCloseTo(0, within(0.0));
    }

    @Test
    void reportsMissingAnswerAsError() {
        assertThatThrownBy(() -> score(List.of(QUIET)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("wrote 1 lines");
    }

    @Test
    void runsDetectorAsSeparateProcess() throws IOException, InterruptedException {
        DetectorRun run = DetectorRun.of(folder, SEED, List.of("sed", "s/.*/" + QUIET + "/"));
        assertThat(run.rows()).isEqualTo(rows);
        assertThat(run.alerts()).isZero();
        assertThatThrownBy(() -> DetectorRun.of(folder, SEED, List.of("false")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("status 1");
    }
}
