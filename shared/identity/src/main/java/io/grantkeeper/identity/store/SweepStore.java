package io.grantkeeper.identity.store;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.work.PartitionRef;
import java.time.Instant;
import java.util.Optional;

/** Stores sweep runs and the read status of each partition. */
public interface SweepStore {
    ConnectionStatus connection(TenantId tenant, ConnectionId connection);

    /**
     * Loads a connection and every partition that Grantkeeper has ever tried to read, with a single read of the store.
     */
    SweepStatus state(TenantId tenant, ConnectionId connection);

    /**
     * Records a planned run as the latest, unless a later one is already recorded.
     *
     * @param seen the connection as read before planning; if the stored state is still the same, it is not read again
     */
    void recordPlanned(TenantId tenant, ConnectionStatus seen, SweepRun run);

    /**
     * Records that the delayed planning of one of a run's streams is complete. Has an effect only once for each stream,
     * and only if the run is still the latest.
     *
     * @param partitions the number of the stream's partitions
     */
    void recordStreamPlanned(TenantId tenant, ConnectionId connection, String run, StreamId stream, int partitions);

    /** Records when the first complete sweep of a connection ended. If this is already recorded, nothing changes. */
    void recordBaseline(TenantId tenant, ConnectionId connection, Instant at);

    void pause(TenantId tenant, ConnectionId connection, StaleStreamReason reason);

    void resume(TenantId tenant, ConnectionId connection);

    Optional<PartitionStatus> partition(TenantId tenant, PartitionRef ref);

    /** Records that a partition was read completely. The watermark never moves back, and an older read is ignored. */
    void recordCompleted(TenantId tenant, PartitionRef ref, CompletedRead read);

    /** Records how many removals await confirmation after a segment of a partition was read again. */
    void recordAwaiting(TenantId tenant, PartitionRef ref, int awaiting);

    /**
     * Records why an attempt to read a partition did not complete. All other stored facts about the partition remain
     * unchanged.
     */
    void recordFailed(TenantId tenant, PartitionRef ref, Instant at, StaleStreamReason problem);
}
