package io.grantkeeper.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Checks that a small clock skew between Grantkeeper and the provider does not change the result. */
final class ClockSkewCheck {
    private static final List<Duration> OFF_BY = List.of(Duration.ofSeconds(-30), Duration.ofSeconds(30));

    private final ContractContext run;

    ClockSkewCheck(ContractContext run) {
        this.run = run;
    }

    void toleratesThirtySecondsOfSkew(AccessStream stream) throws ConnectorException {
        for (Duration off : OFF_BY) {
            Clock ours = Clock.offset(run.provider().clock(), off);
            try (ConnectorTestRig testRig =
                    new ConnectorTestRig(run.contract().connector(), ours, ConnectorTestRig.LONG_WAIT)) {
                TestConnection connected = testRig.connect(run.provider(), "one", TrafficInterceptor.NONE);
                FullStreamRead walk =
                        FullStreamRead.through(testRig.connector().stream(stream.id()), connected, run.window());
                assertThat(walk.items())
                        .as("the rows that are read with a clock skew of %s", off)
                        .isEqualTo(run.faultFreeWalk(stream).items());
            }
        }
    }
}
