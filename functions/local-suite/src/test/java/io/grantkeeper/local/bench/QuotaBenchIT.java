package io.grantkeeper.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code scripts/bench quota} measures, on a smaller tenant. */
@DisplayName("A sweep under the provider's real quotas")
class QuotaBenchIT {
    /**
     * @param stop after so many seconds the provider fails for a minute
     * @param page what the quotas count for one page at the most: five users of Google, ten pages of Entra's consents with
     *     the apps that they name
     */
    @ParameterizedTest(name = "{0}")
    @CsvSource({"google, 70, 5", "microsoft, 1, 120"})
    void comesCloseToTheQuotaAndIsNeverRefused_andReadsNothingTwiceWhenItIsStopped(
            String provider, int stop, int page) {
        var setting = new QuotaBench.Setting(provider, 2_000);
        QuotaResult undisturbed = QuotaBench.run(setting);
        assertThat(undisturbed.deadLetters()).isEmpty();
        assertThat(undisturbed.refused()).as("refusals").isZero();
        assertThat(undisturbed.overFloor()).as("time over the quota's floor").isLessThanOrEqualTo(1.1);

        QuotaResult stopped = QuotaBench.run(setting.stoppedAfter(Duration.ofSeconds(stop)));
        assertThat(stopped.deadLetters()).isEmpty();
        assertThat(stopped.refused()).as("refusals").isZero();
        assertThat(stopped.rows()).as("what is known in the end").isEqualTo(undisturbed.rows());
        assertThat(stopped.calls())
                .as("calls, with a page a partition that may be read again")
                .isBetween(undisturbed.calls(), undisturbed.calls() + (long) page * undisturbed.partitions());
    }
}
