package io.grantkeeper.signals.transmit;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.Bytes;
import io.grantkeeper.ledger.entry.Entry;
import io.grantkeeper.ledger.entry.EntryJson;
import io.grantkeeper.ledger.log.LogStore;
import io.grantkeeper.ledger.tile.TileId;
import io.grantkeeper.signals.stream.SignalStore;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Makes signals of the log's entries, in the order of the log, from where it came to last. Its place is kept after the
 * signals are: who dies in between makes the same signals again. However long it did not run, it goes on where it was.
 */
public final class LogFollower {
    private final LogStore log;
    private final SignalStore store;
    private final Publisher publisher;

    public LogFollower(LogStore log, SignalStore store, Publisher publisher) {
        this.log = log;
        this.store = store;
        this.publisher = publisher;
    }

    /**
     * How far a run came.
     *
     * @param entries how many were read
     * @param unreadable how many this version cannot read, which say nothing to anybody
     */
    public record Followed(long entries, int unreadable) {}

    /** Follows the log to its end, or until it shall stop. Where nobody listens, nothing is read. */
    public Followed follow(TenantId tenant, BooleanSupplier goOn) {
        long from = store.followed(tenant);
        long end = log.head(tenant).size();
        if (from < end && !publisher.hasListeners(tenant)) {
            store.followed(tenant, end);
            return new Followed(0, 0);
        }
        long next = from;
        int unreadable = 0;
        while (next < end && goOn.getAsBoolean()) {
            long bundle = next / TileId.WIDTH;
            List<byte[]> leaves = log.entries(tenant, bundle).entries();
            int until = (int) Math.min(leaves.size(), end - bundle * TileId.WIDTH);
            List<byte[]> unread = leaves.subList((int) (next % TileId.WIDTH), until);
            List<Entry> entries = readable(unread);
            publisher.publish(tenant, entries);
            unreadable += unread.size() - entries.size();
            next += unread.size();
            store.followed(tenant, next);
        }
        return new Followed(next - from, unreadable);
    }

    private static List<Entry> readable(List<byte[]> leaves) {
        List<Entry> entries = new ArrayList<>();
        for (byte[] leaf : leaves) {
            try {
                entries.add(EntryJson.read(Bytes.of(leaf)));
            } catch (IllegalArgumentException _) {
                // counted by who called
            }
        }
        return entries;
    }
}
