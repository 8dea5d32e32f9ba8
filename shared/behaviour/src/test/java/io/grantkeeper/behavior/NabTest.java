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
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs the rate detector on the Numenta Anomaly Benchmark, where its data is present beside the repository. Otherwise, the
 * tests are skipped and say so.
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

    /** The published scores of the random cut forest have the published totals. */
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
     * The detector of bursts, as it judges hours: a row is an hour, and after an alarm it is quiet for as many rows as
     * two days of five minutes have. Values are scaled by the mean of the rows before the benchmark counts.
     */
    private static double[] rates(List<String[]> rows) {
        double[] values =
                rows.stream().mapToDouble(row -> Double.parseDouble(row[1])).toArray();
        int first = Math.max(1, (int) Math.min(0.15 * values.length, 750));
        double mean = 0;
        for (int i = 0; i < first; i++) {
            mean += Math.abs(values[i]) / first;
        }
        RateTrack track = new RateTrack();
        double[] scores = new double[values.length];
        double highest = 0;
        for (int i = 0; i < values.length; i++) {
            long count = Math.round(Math.abs(values[i]) * 1_000 / Math.max(1e-9, mean));
            track.add(i, Math.max(1, count));
            double limit = Math.max(1, Math.max(track.extremeHour(), track.largestHour()));
            double ratio = count / limit;
            highest *= 0.998;
            scores[i] = ratio > highest ? ratio / (1 + ratio) : 0;
            highest = Math.max(highest, ratio);
        }
        return scores;
    }

    @Test
    void rateDetectorIsMeasured() {
        List<Series> ours = corpus(name -> Path.of("data", name), NabTest::rates);
        double standard = NabScore.best(ours, Weights.STANDARD);
        double low = NabScore.best(ours, Weights.FEW_FALSE_ALARMS);
        System.out.printf(Locale.ROOT, "NAB: standard %.1f, low false positives %.1f%n", standard, low);
        assertThat(standard).isPositive();
    }
}
