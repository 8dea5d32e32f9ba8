package io.grantkeeper.benchmarks.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.grantkeeper.property.testkit.TestRepetitions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the benchmark of {@code scripts/bench quota} with a smaller tenant. */
@DisplayName("A sweep under the provider's real quotas")
class QuotaBenchmarkIT {
    /**
     * Returns the providers, each with the number of seconds from the start of the sweep until the provider fails for a
     * minute.
     */
    static List<Arguments> providers() {
        // Each provider takes over a minute of real time, in which the machine is idle.
        return TestRepetitions.sample(List.of(arguments("google", 5), arguments("microsoft", 1)), 0, 2);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("providers")
    void staysNearQuotaAndRepeatsAtMostOnePageAfterOutage(String provider, int stop) {
        var setting = new QuotaBenchmark.Setting(provider, TestRepetitions.times(2_000, 250));
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
