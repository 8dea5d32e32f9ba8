package io.grantkeeper.identity.store;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.work.PartitionRef;
import java.time.Instant;
import java.util.Optional;

/** Keeps sweep runs, and the freshness of every partition. */
public interface SweepStore {
    ConnectionState connection(TenantId tenant, ConnectionId connection);

    /** A connection and every partition of it that was ever attempted, at the price of one read. */
    SweepState state(TenantId tenant, ConnectionId connection);

    /**
     * Records a planned run as the latest, unless a later one is recorded.
     *
     * @param seen the connection as it was read before the plan: where it still is so, it need not be read again
     */
    void planned(TenantId tenant, ConnectionState seen, SweepRun run);

    /** Marks the first complete sweep; later calls change nothing. */
    void baselineComplete(TenantId tenant, ConnectionId connection, Instant at);

    void pause(TenantId tenant, ConnectionId connection, StreamProblem reason);

    void resume(TenantId tenant, ConnectionId connection);

    Optional<PartitionState> partition(TenantId tenant, PartitionRef ref);

    /**
     * Records that a partition was read to its end. The watermark never moves back; an older completion is ignored.
     *
     * @param watermark for a log: up to when its rows have been read
     */
    void completed(
            TenantId tenant, PartitionRef ref, Optional<String> run, Instant at, Optional<Instant> watermark, int rows);

    /** Records why an attempt did not reach its end; what was known of the partition stays. */
    void failed(TenantId tenant, PartitionRef ref, Instant at, StreamProblem problem);
}
