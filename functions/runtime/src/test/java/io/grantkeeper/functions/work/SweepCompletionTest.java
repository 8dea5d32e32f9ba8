package io.grantkeeper.functions.work;

import static io.grantkeeper.store.testkit.ModelSamples.minute;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.CompletedRead;
import io.grantkeeper.identity.store.ConnectionStatus;
import io.grantkeeper.identity.store.StaleStreamReason;
import io.grantkeeper.identity.store.SweepRun;
import io.grantkeeper.identity.work.PartitionRef;
import io.grantkeeper.store.testkit.InMemorySweepStore;
import io.grantkeeper.store.testkit.ModelSamples;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Whether the latest sweep is complete")
class SweepCompletionTest {
    private static final TenantId TENANT = new TenantId("acme");
    private static final StreamId APPS = new StreamId("apps");
    private static final PartitionRef ONE = new PartitionRef(ModelSamples.ACME, APPS, "one");
    private static final PartitionRef TWO = new PartitionRef(ModelSamples.ACME, APPS, "two");
    private static final StaleStreamReason DOWN = new StaleStreamReason("unavailable", "it is down");

    private final InMemorySweepStore sweeps = new InMemorySweepStore();
    private final SweepCompletion complete = new SweepCompletion(sweeps);

    private void planned(int minute) {
        sweeps.recordPlanned(
                TENANT, ConnectionStatus.unknown(ModelSamples.ACME), new SweepRun("run-" + minute, minute(minute), 2));
    }

    private void read(PartitionRef ref, int minute) {
        sweeps.recordCompleted(TENANT, ref, new CompletedRead(Optional.empty(), minute(minute), Optional.empty(), 3));
    }

    private boolean isCompleteSince(int minute) {
        return complete.isCompleteSince(TENANT, ModelSamples.ACME, minute(minute));
    }

    @Test
    void returnsCompleteIfLaterSweepReadEverything() {
        planned(10);
        read(ONE, 11);
        assertThat(isCompleteSince(9)).as("the other partition is not read yet").isFalse();
        read(TWO, 12);
        assertThat(isCompleteSince(9)).isTrue();
        assertThat(isCompleteSince(10)).as("it may have been read before").isFalse();
    }

    @Test
    void returnsIncompleteIfNothingIsStored() {
        assertThat(isCompleteSince(0)).isFalse();
    }

    @Test
    void returnsIncompleteIfPreviouslyReadPartitionFails() {
        planned(0);
        read(ONE, 1);
        read(TWO, 1);
        planned(10);
        read(ONE, 11);
        sweeps.recordFailed(TENANT, TWO, minute(11), DOWN);
        assertThat(isCompleteSince(5)).isFalse();
    }

    @Test
    void returnsCompleteIfFailedPartitionWasNeverRead() {
        planned(10);
        read(ONE, 11);
        sweeps.recordFailed(TENANT, TWO, minute(11), new StaleStreamReason("not-offered", "another plan"));
        assertThat(isCompleteSince(5)).isTrue();
    }

    @Test
    void doesNotCountPlanningFailureAsRead() {
        planned(10);
        read(ONE, 11);
        sweeps.recordFailed(TENANT, PlanningPlaceholder.of(ModelSamples.ACME, new StreamId("users")), minute(11), DOWN);
        assertThat(isCompleteSince(5)).isFalse();
    }
}
