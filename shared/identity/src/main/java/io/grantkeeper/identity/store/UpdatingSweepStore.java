package io.grantkeeper.identity.store;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.work.PartitionRef;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A sweep store that records everything as an update of the status of one connection or one partition. This class says
 * what each update changes; an implementation says how an update is applied to what is stored.
 */
public abstract class UpdatingSweepStore implements SweepStore {
    /** Applies an update to the status of a connection, which is initially {@link ConnectionStatus#unknown}. */
    protected abstract void update(TenantId tenant, ConnectionId connection, UnaryOperator<ConnectionStatus> update);

    /** Applies an update to the status of a partition, which is initially {@link PartitionStatus#notAttempted}. */
    protected abstract void update(TenantId tenant, PartitionRef ref, UnaryOperator<PartitionStatus> update);

    @Override
    public void recordPlanned(TenantId tenant, ConnectionStatus seen, SweepRun run) {
        update(tenant, seen.connection(), status -> status.withLastRun(run));
    }

    @Override
    public final void recordStreamPlanned(
            TenantId tenant, ConnectionId connection, String run, StreamId stream, int partitions) {
        update(tenant, connection, status -> status.withPlanned(run, stream, partitions));
    }

    @Override
    public final void recordBaseline(TenantId tenant, ConnectionId connection, Instant at) {
        update(tenant, connection, status -> status.withBaseline(at));
    }

    @Override
    public final void pause(TenantId tenant, ConnectionId connection, StaleStreamReason reason) {
        update(tenant, connection, status -> status.withPaused(Optional.of(reason)));
    }

    @Override
    public final void resume(TenantId tenant, ConnectionId connection) {
        update(tenant, connection, status -> status.withPaused(Optional.empty()));
    }

    @Override
    public final void recordCompleted(TenantId tenant, PartitionRef ref, CompletedRead read) {
        update(tenant, ref, status -> status.completed(read));
    }

    @Override
    public final void recordAwaiting(TenantId tenant, PartitionRef ref, int awaiting) {
        update(tenant, ref, status -> status.withAwaiting(awaiting));
    }

    @Override
    public final void recordFailed(TenantId tenant, PartitionRef ref, Instant at, StaleStreamReason problem) {
        update(tenant, ref, status -> status.failed(at, problem));
    }
}
