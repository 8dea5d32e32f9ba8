package io.grantkeeper.ledger.log;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.LedgerCorruptedException;
import io.grantkeeper.ledger.merkle.Hash;
import io.grantkeeper.ledger.tile.EntryBundle;
import io.grantkeeper.ledger.tile.TileId;
import io.grantkeeper.ledger.tile.TileSource;
import io.grantkeeper.ledger.tile.Tiles;
import java.util.List;

/**
 * A stored log as tiles. Leaf hashes of a bundle that is not full are computed from its entries: storing them anew with
 * every entry would cost more than reading them.
 */
public record LogTiles(LogStore store, TenantId tenant) implements TileSource {
    @Override
    public List<Hash> hashes(TileId tile) {
        if (tile.level() == 0 && !tile.isFull()) {
            return entries(tile.index(), tile.width()).leafHashes();
        }
        try {
            return store.tile(tenant, tile)
                    .map(bytes -> Tiles.decode(tile, bytes.array()))
                    .orElseThrow(() -> new LedgerCorruptedException("%s is missing".formatted(tile.path())));
        } catch (IllegalArgumentException e) {
            throw new LedgerCorruptedException(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public EntryBundle entries(long bundle, int width) {
        List<byte[]> all = store.entries(tenant, bundle).entries();
        if (all.size() < width) {
            throw new LedgerCorruptedException(
                    "%s has %d entries, expected %d".formatted(TileId.entriesPath(bundle, width), all.size(), width));
        }
        return new EntryBundle(all.subList(0, width));
    }
}
