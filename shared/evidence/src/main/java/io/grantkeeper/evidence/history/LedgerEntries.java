package io.grantkeeper.evidence.history;

import io.grantkeeper.ledger.Bytes;
import io.grantkeeper.ledger.entry.Entry;
import io.grantkeeper.ledger.entry.EntryJson;
import io.grantkeeper.ledger.tile.TileId;
import io.grantkeeper.ledger.tile.TileSource;
import java.util.ArrayList;
import java.util.List;

/** Reads the entries of a log in its order, bundle by bundle. */
public final class LedgerEntries {
    private final TileSource log;
    private final long size;

    /** @param size how many entries count: those under the checkpoint */
    public LedgerEntries(TileSource log, long size) {
        this.log = log;
        this.size = size;
    }

    /** What is done with each entry. */
    @FunctionalInterface
    public interface Reader {
        void read(long index, Entry entry);
    }

    /**
     * Hands over every entry that this version can read.
     *
     * @return the numbers of those it cannot, written by another version
     */
    public List<Long> each(Reader reader) {
        List<Long> unread = new ArrayList<>();
        for (long first = 0; first < size; first += TileId.WIDTH) {
            int width = (int) Math.min(TileId.WIDTH, size - first);
            long index = first;
            for (byte[] leaf : log.entries(first / TileId.WIDTH, width).entries()) {
                Entry entry;
                try {
                    entry = EntryJson.read(Bytes.of(leaf));
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
