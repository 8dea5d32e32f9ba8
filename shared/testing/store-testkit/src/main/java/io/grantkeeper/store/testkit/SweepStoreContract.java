package io.grantkeeper.store.testkit;

import static io.grantkeeper.store.testkit.ModelSamples.ACME;
import static io.grantkeeper.store.testkit.ModelSamples.OTHER;
import static io.grantkeeper.store.testkit.ModelSamples.PARTITION;
import static io.grantkeeper.store.testkit.ModelSamples.freshTenant;
import static io.grantkeeper.store.testkit.ModelSamples.minute;
import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.CompletedRead;
import io.grantkeeper.identity.store.ConnectionStatus;
import io.grantkeeper.identity.store.PartitionStatus;
import io.grantkeeper.identity.store.StaleStreamReason;
import io.grantkeeper.identity.store.SweepRun;
import io.grantkeeper.identity.store.SweepStatus;
import io.grantkeeper.identity.store.SweepStore;
import io.grantkeeper.identity.work.PartitionRef;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Tests that every implementation of {@link SweepStore} must pass. */
@DisplayName("A sweep store")
public abstract class SweepStoreContract {
    private static final StaleStreamReason PROBLEM =
            new StaleStreamReason("insufficient-scope", "grant the scope admin.reports.audit.readonly");

    private static final StreamId APPS = new StreamId("apps");
    private static final StreamId KEYS = new StreamId("keys");

    private final TenantId tenant = freshTenant();

    protected abstract SweepStore store();

    @Nested
    @DisplayName("for a connection")
    class OfAConnection {
        @Test
        void returnsUnknownStatusBeforeAnythingIsRecorded() {
            assertThat(store().connection(tenant, ACME)).isEqualTo(ConnectionStatus.unknown(ACME));
        }

        @Test
        void keepsLatestRunRegardlessOfRecordingOrder() {
            SweepRun late = new SweepRun("run-2", minute(5), 12);
            store().recordPlanned(tenant, ConnectionStatus.unknown(ACME), late);
            store().recordPlanned(tenant, ConnectionStatus.unknown(ACME), new SweepRun("run-1", minute(1), 9));
            store().recordPlanned(tenant, ConnectionStatus.unknown(ACME), late);
            assertThat(store().connection(tenant, ACME).lastRun()).contains(late);
            assertThat(store().connection(tenant, OTHER).lastRun()).isEmpty();
        }

        @Test
        void recordsPlannedRunWithoutUndoingConcurrentChanges() {
            ConnectionStatus seen = store().connection(tenant, ACME);
            store().recordBaseline(tenant, ACME, minute(1));
            store().pause(tenant, ACME, PROBLEM);
            SweepRun run = new SweepRun("run-1", minute(2), 3);
            store().recordPlanned(tenant, seen, run);
            assertThat(store().connection(tenant, ACME))
                    .isEqualTo(
                            new ConnectionStatus(ACME, Optional.of(minute(1)), Optional.of(PROBLEM), Optional.of(run)));
        }

        @Test
        void countsPartitionsOfStreamOnceDespiteRepeatedPlanning() {
            SweepRun run = new SweepRun("run-2", minute(2), 3).withUnplanned(Set.of(APPS, KEYS));
            store().recordPlanned(tenant, ConnectionStatus.unknown(ACME), run);
            assertThat(store().connection(tenant, ACME).lastRun()).contains(run);
            store().recordStreamPlanned(tenant, ACME, "run-2", APPS, 4);
            store().recordStreamPlanned(tenant, ACME, "run-2", APPS, 4);
            store().recordStreamPlanned(tenant, ACME, "run-1", KEYS, 9);
            assertThat(store().connection(tenant, ACME).lastRun())
                    .contains(new SweepRun("run-2", minute(2), 7).withUnplanned(Set.of(KEYS)));
            store().recordStreamPlanned(tenant, ACME, "run-2", KEYS, 1);
            assertThat(store().connection(tenant, ACME).lastRun()).contains(new SweepRun("run-2", minute(2), 8));
        }

        @Test
        void keepsTimeOfFirstBaseline() {
            store().recordBaseline(tenant, ACME, minute(1));
            store().recordBaseline(tenant, ACME, minute(2));
            assertThat(store().connection(tenant, ACME).baselineAt()).contains(minute(1));
        }

        @Test
        void pausesAndResumesWithoutLosingOtherState() {
            SweepRun run = new SweepRun("run-1", minute(0), 3);
            store().recordPlanned(tenant, ConnectionStatus.unknown(ACME), run);
            store().recordBaseline(tenant, ACME, minute(1));
            store().pause(tenant, ACME, PROBLEM);
            assertThat(store().connection(tenant, ACME))
                    .isEqualTo(
                            new ConnectionStatus(ACME, Optional.of(minute(1)), Optional.of(PROBLEM), Optional.of(run)));
            store().resume(tenant, ACME);
            store().resume(tenant, ACME);
            assertThat(store().connection(tenant, ACME).paused()).isEmpty();
            assertThat(store().connection(tenant, ACME).lastRun()).contains(run);
        }
    }

    @Nested
    @DisplayName("for a partition")
    class OfAPartition {
        @Test
        void recordsCompletedRead() {
            store().recordCompleted(
                            tenant,
                            PARTITION,
                            new CompletedRead(Optional.of("run-1"), minute(1), Optional.of(minute(0)), 7));
            assertThat(store().partition(tenant, PARTITION))
                    .contains(new PartitionStatus(
                            PARTITION,
                            Optional.of("run-1"),
                            Optional.of(minute(1)),
                            Optional.of(minute(0)),
                            7,
                            Optional.empty(),
                            Optional.empty(),
                            minute(1)));
        }

        @Test
        void recordsRowsWhoseRemovalAwaitsConfirmation() {
            store().recordCompleted(
                            tenant,
                            PARTITION,
                            new CompletedRead(Optional.of("run-1"), minute(1), Optional.empty(), 7, 2));
            assertThat(store().partition(tenant, PARTITION).orElseThrow().awaitingRows())
                    .isEqualTo(2);
            store().recordFailed(tenant, PARTITION, minute(2), PROBLEM);
            assertThat(store().partition(tenant, PARTITION).orElseThrow().awaitingRows())
                    .isEqualTo(2);
            store().recordAwaiting(tenant, PARTITION, 1);
            assertThat(store().partition(tenant, PARTITION).orElseThrow().awaitingRows())
                    .isEqualTo(1);
            store().recordCompleted(
                            tenant, PARTITION, new CompletedRead(Optional.of("run-2"), minute(3), Optional.empty(), 7));
            assertThat(store().partition(tenant, PARTITION).orElseThrow().awaitingRows())
                    .isZero();
        }

        @Test
        void keepsStateAfterFailureAndClearsProblemAfterSuccess() {
            store().recordCompleted(
                            tenant,
                            PARTITION,
                            new CompletedRead(Optional.of("run-1"), minute(1), Optional.of(minute(0)), 7));
            store().recordFailed(tenant, PARTITION, minute(2), PROBLEM);
            PartitionStatus failed = store().partition(tenant, PARTITION).orElseThrow();
            assertThat(failed.problem()).contains(PROBLEM);
            assertThat(failed.attemptedAt()).isEqualTo(minute(2));
            assertThat(failed.completedAt()).contains(minute(1));
            assertThat(failed.rows()).isEqualTo(7);

            store().recordCompleted(
                            tenant, PARTITION, new CompletedRead(Optional.empty(), minute(3), Optional.empty(), 8));
            PartitionStatus repaired = store().partition(tenant, PARTITION).orElseThrow();
            assertThat(repaired.problem()).isEmpty();
            assertThat(repaired.run()).isEmpty();
            assertThat(repaired.watermark()).contains(minute(0));
        }

        @Test
        void ignoresOlderCompletionAndNeverMovesWatermarkBack() {
            store().recordCompleted(
                            tenant,
                            PARTITION,
                            new CompletedRead(Optional.of("run-2"), minute(5), Optional.of(minute(4)), 9));
            store().recordCompleted(
                            tenant,
                            PARTITION,
                            new CompletedRead(Optional.of("run-1"), minute(1), Optional.of(minute(0)), 7));
            PartitionStatus state = store().partition(tenant, PARTITION).orElseThrow();
            assertThat(state.run()).contains("run-2");
            assertThat(state.rows()).isEqualTo(9);
            assertThat(state.watermark()).contains(minute(4));

            store().recordCompleted(
                            tenant,
                            PARTITION,
                            new CompletedRead(Optional.of("run-3"), minute(6), Optional.of(minute(3)), 9));
            assertThat(store().partition(tenant, PARTITION).orElseThrow().watermark())
                    .contains(minute(4));
        }

        @Test
        void ignoresFailureOlderThanLatestAttempt() {
            store().recordCompleted(
                            tenant, PARTITION, new CompletedRead(Optional.of("run-2"), minute(5), Optional.empty(), 9));
            store().recordFailed(tenant, PARTITION, minute(4), PROBLEM);
            assertThat(store().partition(tenant, PARTITION).orElseThrow().problem())
                    .isEmpty();
        }

        @Test
        void recordsFailureOfNewPartition() {
            store().recordFailed(tenant, PARTITION, minute(4), PROBLEM);
            PartitionStatus state = store().partition(tenant, PARTITION).orElseThrow();
            assertThat(state.completedAt()).isEmpty();
            assertThat(state.problem()).contains(PROBLEM);
        }

        @Test
        void listsAllPartitionsOfConnection() {
            PartitionRef logins = new PartitionRef(ACME, new StreamId("logins"), "all");
            PartitionRef elsewhere = new PartitionRef(OTHER, new StreamId("logins"), "all");
            store().recordCompleted(
                            tenant, PARTITION, new CompletedRead(Optional.empty(), minute(1), Optional.empty(), 1));
            store().recordFailed(tenant, logins, minute(1), PROBLEM);
            store().recordFailed(tenant, elsewhere, minute(1), PROBLEM);
            store().recordPlanned(tenant, ConnectionStatus.unknown(ACME), new SweepRun("run-1", minute(0), 3));
            SweepStatus state = store().state(tenant, ACME);
            assertThat(state.partitions())
                    .extracting(PartitionStatus::ref)
                    .containsExactlyInAnyOrder(PARTITION, logins);
            assertThat(state.connection()).isEqualTo(store().connection(tenant, ACME));
            assertThat(store().state(freshTenant(), ACME))
                    .isEqualTo(new SweepStatus(ConnectionStatus.unknown(ACME), List.of()));
            assertThat(store().partition(freshTenant(), PARTITION)).isEmpty();
        }
    }
}
