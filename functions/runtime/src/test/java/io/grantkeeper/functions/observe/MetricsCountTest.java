package io.grantkeeper.functions.observe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.policy.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** CloudWatch is paid for each series of a metric: the calculator of costs knows how many an ordinary month has. */
class MetricsCountTest {
    private static final Path MEASUREMENTS =
            Path.of("../local-suite/src/main/resources/io/grantkeeper/local/cost/measurements.json");
    private static final Path SAMPLES = Path.of("../../events/samples");

    /** The calculator's connections. */
    private static final int PROVIDERS = 2;

    @Test
    void ofTheCalculatorIsThatOfTheMetricsThatAreDeclared() throws IOException {
        int functions;
        try (Stream<Path> folders = Files.list(SAMPLES)) {
            functions = (int) folders.count();
        }
        int series = Arrays.stream(Metric.values())
                .mapToInt(metric -> writers(metric, functions)
                        * metric.dimensions().stream()
                                .mapToInt(MetricsCountTest::values)
                                .reduce(1, Math::multiplyExact))
                .sum();
        assertThat(ModelJson.mapper()
                        .readTree(Files.readString(MEASUREMENTS, UTF_8))
                        .path("installation")
                        .path("metrics")
                        .asInt())
                .isEqualTo(series);
    }

    /** How many functions write it in a month without trouble: a series that nothing is written to is not paid for. */
    private static int writers(Metric metric, int functions) {
        return switch (metric) {
            case LATENCY -> functions;
            case CALLS -> 2; // plan-sweep and sync-access; whoever revokes calls seldom
            case LEDGER_ENTRIES, LEDGER_LAG -> 2; // seal-ledger and seal-on-write
            case SWEEPS, FINDINGS, ALERTS, DECISIONS -> 1;
            case PAUSED_SWEEPS, THROTTLES, COVERAGE_GAPS, DEAD_LETTERS -> 0;
        };
    }

    private static int values(String dimension) {
        return switch (dimension) {
            case "provider" -> PROVIDERS;
            case "severity" -> Severity.values().length;
            case "channel" -> 2; // slack and email
            case "verdict" -> 3; // permit, ask, deny; failed is trouble
            case "stage" -> Stage.values().length;
            case "problem", "source" -> 1; // of metrics that only trouble writes
            default ->
                throw new IllegalArgumentException("how many values has the dimension '%s'?".formatted(dimension));
        };
    }
}
