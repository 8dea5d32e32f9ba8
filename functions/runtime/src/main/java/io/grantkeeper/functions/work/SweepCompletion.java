package io.grantkeeper.functions.work;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.PartitionStatus;
import io.grantkeeper.identity.store.SweepRun;
import io.grantkeeper.identity.store.SweepStore;
import java.time.Instant;
import java.util.Optional;

/** Checks whether the latest sweep of a connection has read everything. */
public final class SweepCompletion {
    private final SweepStore sweeps;

    public SweepCompletion(SweepStore sweeps) {
        this.sweeps = sweeps;
    }

    /**
     * Returns whether a sweep that started after an instant has listed everything completely. A listing that succeeded
     * before but fails now does not count as complete, because its rows are out of date.
     */
    public boolean isCompleteSince(TenantId tenant, ConnectionId connection, Instant at) {
        // Usually no later sweep has started, and checking that takes a read of one small item, whereas there can be
        // hundreds of partitions.
        Optional<SweepRun> run = sweeps.connection(tenant, connection)
                .lastRun()
                .filter(latest -> latest.plannedAt().isAfter(at));
        return run.isPresent()
                && run.get().isPlanned()
                && sweeps.state(tenant, connection).partitions().stream()
                                .filter(partition -> !PlanningPlaceholder.isPlanning(partition.ref()))
                                .filter(partition -> isRead(partition, run.get().plannedAt()))
                                .count()
                        >= run.get().partitions();
    }

    /**
     * Returns whether a partition counts as read. If a read of the partition fails now, the partition counts as read
     * only
     * if it has never been read, because it then has no rows that could be out of date.
     */
    private static boolean isRead(PartitionStatus partition, Instant since) {
        return partition
                .completedAt()
                .map(at -> !at.isBefore(since))
                .orElseGet(() -> partition.problem().isPresent()
                        && !partition.attemptedAt().isBefore(since));
    }
}
