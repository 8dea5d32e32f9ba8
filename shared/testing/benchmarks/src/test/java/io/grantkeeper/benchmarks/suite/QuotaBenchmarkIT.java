package io.grantkeeper.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.property.testkit.Campaigns;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs the benchmark of {@code scripts/bench quota} with a smaller tenant. */
@DisplayName("A sweep under the provider's real quotas")
class QuotaBenchmarkIT {
    /** @param stop how many seconds after the start of the sweep the provider fails for a minute */
    @ParameterizedTest(name = "{0}")
    @CsvSource({"google, 5", "microsoft, 1"})
    void staysNearQuotaWithoutThrottlingAndRepeatsAtMostOnePageAfterOutage(String provider, int stop) {
        var setting = new QuotaBenchmark.Setting(provider, Campaigns.times(2_000, 250));
        QuotaBenchmarkResult undisturbed = QuotaBenchmark.run(setting);
        assertThat(undisturbed.deadLetters()).isEmpty();
        assertThat(undisturbed.refused()).as("throttled calls").isZero();
        assertThat(undisturbed.ratioToFloor())
                .as("duration relative to the quota's floor")
                .isLessThanOrEqualTo(1.1);

        QuotaBenchmarkResult stopped = QuotaBenchmark.run(setting.withOutageAfter(Duration.ofSeconds(stop)));
        assertThat(stopped.deadLetters()).isEmpty();
        assertThat(stopped.refused()).as("throttled calls").isZero();
        assertThat(stopped.failed()).as("calls that hit the outage").isPositive();
        assertThat(stopped.rows()).as("rows in the inventory at the end").isEqualTo(undisturbed.rows());
        assertThat(stopped.repeatedBeyondOnePage())
                .as("partitions that repeated more than one page")
                .isEmpty();
    }
}
