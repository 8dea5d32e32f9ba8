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
 * Queues partitions to be read again because something hints that they changed, once for all hints within a short
 * window. The read is put off to the window's end, so every hint in the window comes before it and none is lost.
 */
public final class Rereads {
    /** Long enough for the burst of webhooks that one change makes, short enough to notice within half a minute. */
    public static final Duration WINDOW = Duration.ofSeconds(10);

    private final WorkQueue<SyncWork> queue;
    private final IdempotencyStore handled;
    private final Clock clock;
    private final Duration window;

    public Rereads(WorkQueue<SyncWork> queue, IdempotencyStore handled, Clock clock, Duration window) {
        this.queue = queue;
        this.handled = handled;
        this.clock = clock;
        this.window = window;
    }

    /**
     * Queues what is not queued yet for the running window; all is durable when it returns.
     *
     * @param reason in a few words, for people who look at queues
     * @return how many were queued
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
        // Only now: had we died before, the hint's redelivery must queue them again.
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
