package io.grantkeeper.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Our clock and the provider's never quite agree. */
final class ClockCheck {
    private static final List<Duration> OFF_BY = List.of(Duration.ofSeconds(-30), Duration.ofSeconds(30));

    private final ContractRun run;

    ClockCheck(ContractRun run) {
        this.run = run;
    }

    void halfAMinuteChangesNothing(AccessStream stream) throws ConnectorException {
        for (Duration off : OFF_BY) {
            Clock ours = Clock.offset(run.provider().clock(), off);
            try (Rig rig = new Rig(run.contract().connector(), ours, Rig.PATIENT)) {
                Connected connected = rig.connect(run.provider(), "one", Interference.NONE);
                Walk walk = Walk.through(ContractRun.fresh(rig, stream), connected, run.window());
                assertThat(walk.items())
                        .as("what is read by a clock that is off by %s", off)
                        .isEqualTo(run.undisturbed(stream).items());
            }
        }
    }
}
