package io.grantkeeper.functions.work;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.PartitionState;
import io.grantkeeper.identity.store.SweepRun;
import io.grantkeeper.identity.store.SweepStore;
import java.time.Instant;
import java.util.Optional;

/** Tells of the latest sweep of a connection whether it has read all that there is to read. */
public final class CompleteSweeps {
    private final SweepStore sweeps;

    public CompleteSweeps(SweepStore sweeps) {
        this.sweeps = sweeps;
    }

    /**
     * Whether everything was listed to its end, from a start after that instant. What was listed once and fails now is
     * not: its rows stand as they were.
     */
    public boolean isCompleteSince(TenantId tenant, ConnectionId connection, Instant at) {
        // Mostly none began later, and that is one small item; the partitions can be hundreds.
        Optional<SweepRun> run = sweeps.connection(tenant, connection)
                .lastRun()
                .filter(latest -> latest.plannedAt().isAfter(at));
        return run.isPresent()
                && sweeps.state(tenant, connection).partitions().stream()
                                .filter(partition -> !Planning.isPlanning(partition.ref()))
                                .filter(partition -> isRead(partition, run.get().plannedAt()))
                                .count()
                        >= run.get().partitions();
    }

    /** One that was never read, and could not be read now either, has no rows that could be old. */
    private static boolean isRead(PartitionState partition, Instant since) {
        return partition
                .completedAt()
                .map(at -> !at.isBefore(since))
                .orElseGet(() -> partition.problem().isPresent()
                        && !partition.attemptedAt().isBefore(since));
    }
}
