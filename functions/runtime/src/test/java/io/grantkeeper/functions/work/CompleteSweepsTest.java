package io.grantkeeper.functions.work;

import static io.grantkeeper.store.testkit.Samples.minute;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.ConnectionState;
import io.grantkeeper.identity.store.StreamProblem;
import io.grantkeeper.identity.store.SweepRun;
import io.grantkeeper.identity.work.PartitionRef;
import io.grantkeeper.store.testkit.InMemorySweepStore;
import io.grantkeeper.store.testkit.Samples;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A sweep is complete since an instant")
class CompleteSweepsTest {
    private static final TenantId TENANT = new TenantId("acme");
    private static final StreamId APPS = new StreamId("apps");
    private static final PartitionRef ONE = new PartitionRef(Samples.ACME, APPS, "one");
    private static final PartitionRef TWO = new PartitionRef(Samples.ACME, APPS, "two");
    private static final StreamProblem DOWN = new StreamProblem("unavailable", "it is down");

    private final InMemorySweepStore sweeps = new InMemorySweepStore();
    private final CompleteSweeps complete = new CompleteSweeps(sweeps);

    private void planned(int minute) {
        sweeps.planned(TENANT, ConnectionState.unknown(Samples.ACME), new SweepRun("run-" + minute, minute(minute), 2));
    }

    private void read(PartitionRef ref, int minute) {
        sweeps.completed(TENANT, ref, Optional.empty(), minute(minute), Optional.empty(), 3);
    }

    private boolean isCompleteSince(int minute) {
        return complete.isCompleteSince(TENANT, Samples.ACME, minute(minute));
    }

    @Test
    void whereItBeganLaterAndReadEverything() {
        planned(10);
        read(ONE, 11);
        assertThat(isCompleteSince(9)).as("the other one is not read yet").isFalse();
        read(TWO, 12);
        assertThat(isCompleteSince(9)).isTrue();
        assertThat(isCompleteSince(10)).as("it may have read before").isFalse();
    }

    @Test
    void neverWhereNothingIsKnown() {
        assertThat(isCompleteSince(0)).isFalse();
    }

    @Test
    void notWhereWhatWasListedBeforeFailsNow() {
        planned(0);
        read(ONE, 1);
        read(TWO, 1);
        planned(10);
        read(ONE, 11);
        sweeps.failed(TENANT, TWO, minute(11), DOWN);
        assertThat(isCompleteSince(5)).isFalse();
    }

    @Test
    void whereWhatFailsWasNeverListed() {
        planned(10);
        read(ONE, 11);
        sweeps.failed(TENANT, TWO, minute(11), new StreamProblem("not-offered", "another plan"));
        assertThat(isCompleteSince(5)).isTrue();
    }

    @Test
    void howeverManyStreamsCouldNotBePlanned() {
        planned(10);
        read(ONE, 11);
        sweeps.failed(TENANT, Planning.of(Samples.ACME, new StreamId("users")), minute(11), DOWN);
        assertThat(isCompleteSince(5)).isFalse();
    }
}
