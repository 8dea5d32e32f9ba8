package io.grantkeeper.functions.observability;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.policy.PolicyStage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Tests that an ordinary month causes as many time series as the cost model states, because CloudWatch bills each time
 * series of a metric.
 */
class EmbeddedMetricsTest {
    private static final Path MEASUREMENTS =
            Path.of("../../shared/cli/src/main/resources/io/grantkeeper/cli/cost/measurements.json");
    private static final Path SAMPLES = Path.of("../../events/samples");

    /** The number of connections in the cost model. */
    private static final int PROVIDERS = 2;

    @Test
    void emitsNumberOfTimeSeriesThatCostModelAssumes() throws IOException {
        int functions;
        try (Stream<Path> folders = Files.list(SAMPLES)) {
            functions = (int) folders.count();
        }
        int series = Arrays.stream(MetricName.values())
                .mapToInt(metric -> writers(metric, functions)
                        * metric.dimensions().stream()
                                .mapToInt(EmbeddedMetricsTest::values)
                                .reduce(1, Math::multiplyExact))
                .sum();
        assertThat(ModelJson.mapper()
                        .readTree(Files.readString(MEASUREMENTS, UTF_8))
                        .path("installation")
                        .path("metrics")
                        .asInt())
                .isEqualTo(series);
    }

    /**
     * Returns the number of functions that write a metric in a month without failures. A function that writes no values
     * does not count, because a time series without data is not billed.
     */
    private static int writers(MetricName metric, int functions) {
        return switch (metric) {
            case LATENCY -> functions;
            case CALLS ->
                2; // plan-sweep and sync-access only, because functions that revoke access rarely call providers
            case LEDGER_ENTRIES, LEDGER_LAG -> 2; // seal-ledger and seal-on-write
            case FINDINGS -> 2; // detect-changes and watch-activity
            case SWEEPS, ALERTS, DECISIONS -> 1;
            case PAUSED_SWEEPS, THROTTLES, COVERAGE_GAPS, UNKNOWN_AGENTS, DEAD_LETTERS -> 0;
            case WITNESS_ANSWERS -> 0; // 2 if witnesses are configured
        };
    }

    private static int values(String dimension) {
        return switch (dimension) {
            case "provider" -> PROVIDERS;
            case "severity" -> Severity.values().length;
            case "channel" -> 2; // slack and email
            case "verdict" -> 3; // permit, ask, deny; failed occurs only during failures
            case "stage" -> PolicyStage.values().length;
            case "answer" -> 1; // cosigned
            case "problem", "source" -> 1; // only in metrics that are written during failures
            default ->
                throw new IllegalArgumentException(
                        "add the number of values of dimension '%s' here".formatted(dimension));
        };
    }
}
