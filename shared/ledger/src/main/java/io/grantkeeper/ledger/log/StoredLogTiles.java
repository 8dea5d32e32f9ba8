package io.grantkeeper.ledger.log;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.LedgerCorruptedException;
import io.grantkeeper.ledger.merkle.Sha256Hash;
import io.grantkeeper.ledger.tile.EntryBundle;
import io.grantkeeper.ledger.tile.TileHashes;
import io.grantkeeper.ledger.tile.TileId;
import io.grantkeeper.ledger.tile.TileSource;
import java.util.List;

/**
 * The tiles of a stored log. The leaf hashes of an incomplete bundle are computed from its entries, because updating an
 * incomplete tile with every new entry would cost more than reading the entries.
 */
public record StoredLogTiles(LogStore store, TenantId tenant) implements TileSource {
    @Override
    public List<Sha256Hash> hashes(TileId tile) {
        if (tile.level() == 0 && !tile.isFull()) {
            return entries(tile.index(), tile.width()).leafHashes();
        }
        try {
            return store.tile(tenant, tile)
                    .map(bytes -> TileHashes.decode(tile, bytes.array()))
                    .orElseThrow(() -> new LedgerCorruptedException("%s is missing".formatted(tile.path())));
        } catch (IllegalArgumentException e) {
            throw new LedgerCorruptedException(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public EntryBundle entries(long bundle, int width) {
        List<byte[]> all = store.entries(tenant, bundle).entries();
        if (all.size() < width) {
            throw new LedgerCorruptedException("%s has %d entries, but %d are expected"
                    .formatted(TileId.entriesPath(bundle, width), all.size(), width));
        }
        return new EntryBundle(all.subList(0, width));
    }
}
