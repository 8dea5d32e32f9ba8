package io.grantkeeper.evidence.history;

import io.grantkeeper.ledger.ImmutableBytes;
import io.grantkeeper.ledger.entry.LedgerEntry;
import io.grantkeeper.ledger.entry.LedgerEntryJson;
import io.grantkeeper.ledger.tile.TileId;
import io.grantkeeper.ledger.tile.TileSource;
import java.util.ArrayList;
import java.util.List;

/** Reads the entries of a log in order, one entry bundle at a time. */
public final class LedgerEntryReader {
    private final TileSource log;
    private final long size;

    /**
     * Creates a reader of a log.
     *
     * @param size the number of entries to read, which is the size of a checkpoint
     */
    public LedgerEntryReader(TileSource log, long size) {
        this.log = log;
        this.size = size;
    }

    /** A consumer that receives each entry. */
    @FunctionalInterface
    public interface Reader {
        void read(long index, LedgerEntry entry);
    }

    /**
     * Passes to the reader every entry that this release of Grantkeeper can read.
     *
     * @return the indexes of the entries that this release cannot read because another release wrote them
     */
    public List<Long> forEach(Reader reader) {
        List<Long> unread = new ArrayList<>();
        for (long first = 0; first < size; first += TileId.WIDTH) {
            int width = (int) Math.min(TileId.WIDTH, size - first);
            long index = first;
            for (byte[] leaf : log.entries(first / TileId.WIDTH, width).entries()) {
                LedgerEntry entry;
                try {
                    entry = LedgerEntryJson.read(ImmutableBytes.of(leaf));
                } catch (IllegalArgumentException _) {
                    unread.add(index++);
                    continue;
                }
                reader.read(index++, entry);
            }
        }
        return unread;
    }
}
