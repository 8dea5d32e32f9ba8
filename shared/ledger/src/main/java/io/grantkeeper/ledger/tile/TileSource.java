package io.grantkeeper.ledger.tile;

import io.grantkeeper.ledger.merkle.ProofBuilder;
import io.grantkeeper.ledger.merkle.Sha256Hash;
import io.grantkeeper.ledger.merkle.SubtreeHashes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A source from which a log's tiles are read, for example a table, a folder or a bucket. */
public interface TileSource {
    /**
     * Reads one tile of exactly the given width.
     *
     * @throws io.grantkeeper.ledger.LedgerCorruptedException if the tile is missing or invalid
     */
    List<Sha256Hash> hashes(TileId tile);

    /** Reads the first {@code width} entries of a bundle. The bundle starts at entry number {@code bundle * 256}. */
    EntryBundle entries(long bundle, int width);

    /**
     * Returns a builder for roots and proofs of the log at this size and at all smaller sizes. The builder reads each
     * tile only once.
     */
    default ProofBuilder proofs(long size) {
        Map<TileId, List<Sha256Hash>> read = new HashMap<>();
        SubtreeHashes nodes = (height, index) -> {
            int level = height / TileId.HEIGHT;
            int within = height % TileId.HEIGHT;
            long first = index << within;
            List<Sha256Hash> hashes = read.computeIfAbsent(TileId.containing(level, first, size), this::hashes);
            return TileHashes.node(hashes, within, (int) (first % TileId.WIDTH));
        };
        return new ProofBuilder(nodes);
    }
}
