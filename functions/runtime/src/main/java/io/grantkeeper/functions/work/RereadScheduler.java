package io.grantkeeper.functions.work;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.IdempotencyStore;
import io.grantkeeper.identity.work.Partition;
import io.grantkeeper.identity.work.SyncWork;
import io.grantkeeper.identity.work.WorkQueue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Queues partitions to be read again after evidence of a change. Each partition is queued once for all evidence within
 * a short window. The read is delayed until the end of the window, so that it covers all of this evidence.
 */
public final class RereadScheduler {
    /**
     * The default window: long enough for the burst of webhooks that one change causes, and short enough to detect the
     * change within half a minute.
     */
    public static final Duration WINDOW = Duration.ofSeconds(10);

    private final WorkQueue<SyncWork> queue;
    private final IdempotencyStore handled;
    private final Clock clock;
    private final Duration window;

    public RereadScheduler(WorkQueue<SyncWork> queue, IdempotencyStore handled, Clock clock, Duration window) {
        this.queue = queue;
        this.handled = handled;
        this.clock = clock;
        this.window = window;
    }

    /**
     * Queues the partitions that are not yet queued for the current window. Their messages are durable when this method
     * returns.
     *
     * @param reason the reason in a few words, for people who inspect queues
     * @return the number of partitions that were queued
     */
    public int enqueue(
            TenantId tenant,
            ConnectionId connection,
            Collection<Partition> partitions,
            boolean baseline,
            String reason) {
        if (partitions.isEmpty()) {
            return 0;
        }
        Instant now = clock.instant();
        Instant end = endOfWindow(now);
        String scope = "reread/" + connection;
        Map<String, SyncWork> wanted = new LinkedHashMap<>();
        for (Partition partition : partitions) {
            String key = end.getEpochSecond() + "/" + name(partition);
            if (!handled.seen(tenant, scope, key, now)) {
                wanted.put(
                        key,
                        new SyncWork(
                                tenant,
                                connection,
                                partition,
                                Optional.empty(),
                                Optional.empty(),
                                baseline,
                                0,
                                end,
                                reason));
            }
        }
        List<SyncWork> works = new ArrayList<>(wanted.values());
        if (!works.isEmpty()) {
            queue.send(works, Duration.between(now, end));
        }
        // The partition is marked as queued only now: if the process is interrupted earlier, the redelivered evidence
        // must queue it again.
        wanted.keySet().forEach(key -> handled.remember(tenant, scope, key, now, end.plus(window)));
        return works.size();
    }

    private Instant endOfWindow(Instant now) {
        long millis = window.toMillis();
        return Instant.ofEpochMilli((now.toEpochMilli() / millis + 1) * millis);
    }

    private static String name(Partition partition) {
        return "%s/%s/%s/%s"
                .formatted(
                        partition.stream(),
                        partition.id(),
                        partition.segment().orElse(""),
                        Integer.toHexString(partition.parameters().hashCode()));
    }
}
