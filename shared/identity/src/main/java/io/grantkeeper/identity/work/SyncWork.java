package io.grantkeeper.identity.work;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.TenantId;
import java.time.Instant;
import java.util.Optional;

/**
 * "Read this partition": from a planned sweep, from a webhook's hint, or the rest of one that ran out of time.
 *
 * @param run the sweep run it belongs to; empty for a re-read outside a sweep
 * @param cursor where to go on; empty for the start
 * @param baseline whether the connection has not yet been swept completely once: what it shows is not news
 * @param attempt how often it was put back, from 0
 * @param notBefore when it may be tried; receivers that get it earlier put it back
 * @param reason why it is read, in a few words, for people who look at queues
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

    /** The same work, to go on from a cursor. */
    public SyncWork from(String newCursor) {
        return new SyncWork(tenant, connection, partition, run, Optional.of(newCursor), baseline, 0, notBefore, reason);
    }

    /** The same work, put back until an instant through no fault of its own: no attempt is counted. */
    public SyncWork putBackUntil(Instant instant) {
        return new SyncWork(tenant, connection, partition, run, cursor, baseline, attempt, instant, reason);
    }

    /** The same work, put back until an instant, after an attempt. */
    public SyncWork retryAt(Instant instant) {
        return new SyncWork(tenant, connection, partition, run, cursor, baseline, attempt + 1, instant, reason);
    }
}
