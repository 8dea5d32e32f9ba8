package io.grantkeeper.identity.work;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.TenantId;
import java.time.Instant;
import java.util.Optional;

/**
 * A message that requests a read of a partition: as part of a planned sweep, because of a webhook or log row, or to
 * continue a read that ran out of time.
 *
 * @param run the sweep run that the work belongs to; empty for a read outside a sweep
 * @param cursor where to resume; empty for the start
 * @param baseline whether the connection's first complete sweep is still unfinished; if so, the rows do not count as
 *     new
 * @param attempt the number of failed attempts so far
 * @param notBefore the earliest time at which the message may be processed; a receiver that gets the message earlier
 *     returns it to the queue
 * @param reason why the partition is read, in a few words, for people who inspect queues
 */
public record SyncWork(
        TenantId tenant,
        ConnectionId connection,
        Partition partition,
        Optional<String> run,
        Optional<String> cursor,
        boolean baseline,
        int attempt,
        Instant notBefore,
        String reason) {
    public PartitionRef ref() {
        return new PartitionRef(connection, partition.stream(), partition.id());
    }

    /** Returns the same work with new parameters for its partition, because the partition was planned again. */
    public SyncWork withPartition(Partition plannedAgain) {
        return new SyncWork(tenant, connection, plannedAgain, run, cursor, baseline, attempt, notBefore, reason);
    }

    /** Returns the same work with the cursor to resume from. */
    public SyncWork resumeFrom(String newCursor) {
        return new SyncWork(tenant, connection, partition, run, Optional.of(newCursor), baseline, 0, notBefore, reason);
    }

    /** Returns the same work, postponed without counting an attempt. */
    public SyncWork postponeUntil(Instant instant) {
        return new SyncWork(tenant, connection, partition, run, cursor, baseline, attempt, instant, reason);
    }

    /** Returns the same work, postponed after a failed attempt. */
    public SyncWork retryAt(Instant instant) {
        return new SyncWork(tenant, connection, partition, run, cursor, baseline, attempt + 1, instant, reason);
    }
}
