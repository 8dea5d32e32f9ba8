package io.grantkeeper.behavior;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.grantkeeper.behavior.NabScore.Series;
import io.grantkeeper.behavior.NabScore.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs the rate detector on the Numenta Anomaly Benchmark if its data is available next to the repository. Otherwise,
 * the tests are skipped with a message.
 */
class NabTest {
    private static final Path ARCHIVE = Path.of("..", "..", "..", "shared", "data", "nab", "nab.tar.xz");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    @TempDir
    private static Path folder;

    private static JsonNode windows;

    @BeforeAll
    static void unpack() throws IOException, InterruptedException {
        assumeTrue(Files.isReadable(ARCHIVE), "the benchmark's data is not beside the repository");
        int exit = new ProcessBuilder("tar", "xf", ARCHIVE.toAbsolutePath().toString(), "-C", folder.toString())
                .start()
                .waitFor();
        assumeTrue(exit == 0, "the benchmark's data cannot be unpacked; tar needs xz");
        windows = JsonMapper.shared()
                .readTree(folder.resolve("labels/combined_windows.json").toFile());
    }

    private static Stream<String> names() {
        return windows.propertyNames().stream().sorted();
    }

    private static List<LocalDateTime[]> windows(String name) {
        List<LocalDateTime[]> found = new ArrayList<>();
        windows.path(name)
                .forEach(window -> found.add(new LocalDateTime[] {
                    time(window.get(0).asString()), time(window.get(1).asString())
                }));
        return found;
    }

    private static LocalDateTime time(String text) {
        return LocalDateTime.parse(text.substring(0, 19), TIME);
    }

    private static List<String[]> rows(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.skip(1).map(line -> line.split(",", -1)).toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Series> corpus(Function<String, Path> file, Function<List<String[]>, double[]> scores) {
        return names().map(name -> {
                    List<String[]> rows = rows(folder.resolve(file.apply(name)));
                    return new Series(
                            name,
                            rows.stream().map(row -> time(row[0])).toList(),
                            Arrays.stream(scores.apply(rows)).boxed().toList(),
                            windows(name));
                })
                .toList();
    }

    /** Checks that the published scores of the random cut forest lead to the published totals. */
    @Test
    void scorerReproducesPublishedTotals() {
        List<Series> forest = corpus(
                name -> Path.of(
                        "results",
                        "randomCutForest",
                        name.substring(0, name.indexOf('/')),
                        "randomCutForest_" + name.substring(name.indexOf('/') + 1)),
                rows -> rows.stream()
                        .mapToDouble(row -> Double.parseDouble(row[2]))
                        .toArray());
        assertThat(NabScore.best(forest, Weights.STANDARD)).isCloseTo(51.717, within(0.01));
        assertThat(NabScore.best(forest, Weights.FEW_FALSE_ALARMS)).isCloseTo(38.361, within(0.01));
        assertThat(NabScore.best(forest, Weights.FEW_MISSES)).isCloseTo(59.749, within(0.01));
    }

    /**
     * Returns the surprise of each value. The values are judged like identities' hours, but falls are included. There
     * are no settings per file.
     */
    private static double[] surprises(List<String[]> rows) {
        TimeSeriesSurprise series = new TimeSeriesSurprise(true);
        return rows.stream()
                .mapToDouble(row -> series.add(time(row[0]).getHour(), Double.parseDouble(row[1])))
                .toArray();
    }

    @Test
    void detectorOfDenseSeriesReachesTargetScore() {
        List<Series> ours = corpus(name -> Path.of("data", name), NabTest::surprises);
        double standard = NabScore.best(ours, Weights.STANDARD);
        double low = NabScore.best(ours, Weights.FEW_FALSE_ALARMS);
        double misses = NabScore.best(ours, Weights.FEW_MISSES);
        double fixed = NabScore.best(atLeast(ours, TimeSeriesSurprise.NEWS), Weights.STANDARD);
        System.out.printf(
                Locale.ROOT,
                "NAB: standard %.1f, few false positives %.1f, few misses %.1f; from %.0f bits %.1f%n",
                standard,
                low,
                misses,
                TimeSeriesSurprise.NEWS,
                fixed);
        assertThat(standard).isGreaterThan(60);
        assertThat(low).isGreaterThan(45);
        assertThat(fixed).isGreaterThan(60);
    }

    /** Settings were chosen on a random half of the files in each category. The other half was not used for this. */
    @Test
    void reachesTargetScoreOnHeldOutHalfOfFiles() {
        List<Series> chosenOn = new ArrayList<>();
        List<Series> heldOut = new ArrayList<>();
        Random random = new Random(7);
        int next = 0;
        Map<String, List<Series>> categories =
                new TreeMap<>(corpus(name -> Path.of("data", name), NabTest::surprises).stream()
                        .collect(Collectors.groupingBy(series ->
                                series.name().substring(0, series.name().indexOf('/')))));
        for (List<Series> category : categories.values()) {
            List<Series> shuffled = new ArrayList<>(category);
            Collections.shuffle(shuffled, random);
            for (Series series : shuffled) {
                (next++ % 2 == 0 ? chosenOn : heldOut).add(series);
            }
        }
        double chosen = NabScore.best(chosenOn, Weights.STANDARD);
        double held = NabScore.best(heldOut, Weights.STANDARD);
        System.out.printf(
                Locale.ROOT,
                "NAB: chosen on %.1f / %.1f, held out %.1f / %.1f%n",
                chosen,
                NabScore.best(chosenOn, Weights.FEW_FALSE_ALARMS),
                held,
                NabScore.best(heldOut, Weights.FEW_FALSE_ALARMS));
        assertThat(held).isGreaterThan(58);
    }

    /** Returns the series with each score replaced by 1 if it reaches the level, and by 0 otherwise. */
    private static List<Series> atLeast(List<Series> corpus, double level) {
        return corpus.stream()
                .map(series -> new Series(
                        series.name(),
                        series.times(),
                        series.scores().stream()
                                .map(score -> score >= level ? 1.0 : 0.0)
                                .toList(),
                        series.windows()))
                .toList();
    }
}
