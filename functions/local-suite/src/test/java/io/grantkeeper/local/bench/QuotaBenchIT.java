package io.grantkeeper.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code scripts/bench quota} measures, on a smaller tenant. */
@DisplayName("A sweep under the provider's real quotas")
class QuotaBenchIT {
    /** @param stop after so many seconds the provider fails for a minute */
    @ParameterizedTest(name = "{0}")
    @CsvSource({"google, 70", "microsoft, 1"})
    void comesCloseToTheQuotaAndIsNeverRefused_andAsksForNothingTwiceBeyondAPageWhereItIsStopped(
            String provider, int stop) {
        var setting = new QuotaBench.Setting(provider, 2_000);
        QuotaResult undisturbed = QuotaBench.run(setting);
        assertThat(undisturbed.deadLetters()).isEmpty();
        assertThat(undisturbed.refused()).as("refusals").isZero();
        assertThat(undisturbed.overFloor()).as("time over the quota's floor").isLessThanOrEqualTo(1.1);

        QuotaResult stopped = QuotaBench.run(setting.stoppedAfter(Duration.ofSeconds(stop)));
        assertThat(stopped.deadLetters()).isEmpty();
        assertThat(stopped.refused()).as("refusals").isZero();
        assertThat(stopped.failed()).as("calls that met the outage").isPositive();
        assertThat(stopped.rows()).as("what is known in the end").isEqualTo(undisturbed.rows());
        assertThat(stopped.beyondOnePage())
                .as("partitions of which more was asked again than one page")
                .isEmpty();
    }
}
