package io.grantkeeper.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectorProblemTest {
    @ParameterizedTest
    @CsvSource({"PT0.025S, 1 s", "PT1S, 1 s", "PT1.000000001S, 2 s", "PT40M, 2400 s"})
    void roundsRetryDelayUpToWholeSeconds(Duration retryAfter, String told) {
        assertThat(new ConnectorProblem.RateLimited(retryAfter, "core").message())
                .isEqualTo("the provider's rate limit 'core' is exhausted; retry after " + told);
    }
}
