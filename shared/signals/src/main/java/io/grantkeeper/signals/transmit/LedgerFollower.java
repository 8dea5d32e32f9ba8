package io.grantkeeper.signals.transmit;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.ImmutableBytes;
import io.grantkeeper.ledger.entry.LedgerEntry;
import io.grantkeeper.ledger.entry.LedgerEntryJson;
import io.grantkeeper.ledger.log.LogStore;
import io.grantkeeper.ledger.tile.TileId;
import io.grantkeeper.signals.stream.SignalStore;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Converts the entries of the ledger's log to signals, in the order of the log. The follower starts at the stored
 * position, even after a long pause. The position is saved only after the signals are stored. Therefore, the same
 * signals are created again after an interruption.
 */
public final class LedgerFollower {
    private final LogStore log;
    private final SignalStore store;
    private final SignalPublisher publisher;

    public LedgerFollower(LogStore log, SignalStore store, SignalPublisher publisher) {
        this.log = log;
        this.store = store;
        this.publisher = publisher;
    }

    /**
     * The progress of a run.
     *
     * @param entries the number of entries read
     * @param unreadable the number of entries that this version of Grantkeeper cannot read; no signals are created for
     *     them
     */
    public record Followed(long entries, int unreadable) {}

    /**
     * Reads the log to its end, or until {@code shouldContinue} returns false. If there are no receivers, moves the position to
     * the end of the log without reading any entries.
     */
    public Followed follow(TenantId tenant, BooleanSupplier shouldContinue) {
        long from = store.position(tenant);
        long end = log.head(tenant).size();
        if (from < end && !publisher.hasReceivers(tenant)) {
            store.position(tenant, end);
            return new Followed(0, 0);
        }
        long next = from;
        int unreadable = 0;
        while (next < end && shouldContinue.getAsBoolean()) {
            long bundle = next / TileId.WIDTH;
            List<byte[]> leaves = log.entries(tenant, bundle).entries();
            int until = (int) Math.min(leaves.size(), end - bundle * TileId.WIDTH);
            List<byte[]> unread = leaves.subList((int) (next % TileId.WIDTH), until);
            List<LedgerEntry> entries = parseReadable(unread);
            publisher.publish(tenant, entries);
            unreadable += unread.size() - entries.size();
            next += unread.size();
            store.position(tenant, next);
        }
        return new Followed(next - from, unreadable);
    }

    private static List<LedgerEntry> parseReadable(List<byte[]> leaves) {
        List<LedgerEntry> entries = new ArrayList<>();
        for (byte[] leaf : leaves) {
            try {
                entries.add(LedgerEntryJson.read(ImmutableBytes.of(leaf)));
            } catch (IllegalArgumentException _) {
                // the caller counts entries that cannot be read
            }
        }
        return entries;
    }
}
