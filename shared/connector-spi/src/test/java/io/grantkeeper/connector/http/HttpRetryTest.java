package io.grantkeeper.connector.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HttpRetryTest {
    private static final IntervalFunction PAUSES = HttpRetry.pauses(ProviderHttpOptions.standard());

    @Test
    void waitsAboutOneSecondBeforeFirstRetryAndLongerBeforeNext() {
        for (int sample = 0; sample < 200; sample++) {
            assertThat(Duration.ofMillis(PAUSES.apply(1))).isBetween(Duration.ofMillis(500), Duration.ofMillis(1_500));
            assertThat(Duration.ofMillis(PAUSES.apply(2))).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(3));
        }
    }

    @Test
    void randomizesDelaysSoThatWorkersDoNotRetryTogether() {
        assertThat(IntStream.range(0, 50).mapToObj(_ -> PAUSES.apply(1)).distinct())
                .hasSizeGreaterThan(10);
    }

    @Test
    void oneCallIncludingAllRetriesTakesLessThanNinetySeconds() {
        ProviderHttpOptions options = ProviderHttpOptions.standard();
        Duration longest =
                options.answerWithin().multipliedBy(options.attempts()).plusMillis(1_500 + 3_000);
        assertThat(longest).isLessThan(Duration.ofSeconds(90));
    }
}
