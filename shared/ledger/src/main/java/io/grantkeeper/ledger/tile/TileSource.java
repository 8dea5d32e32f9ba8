package io.grantkeeper.ledger.tile;

import io.grantkeeper.ledger.merkle.Hash;
import io.grantkeeper.ledger.merkle.Nodes;
import io.grantkeeper.ledger.merkle.ProofBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where tiles of a log are read: a table, a folder, a bucket. */
public interface TileSource {
    /**
     * One tile, exactly as wide.
     *
     * @throws io.grantkeeper.ledger.LedgerCorruptedException where it is missing or not one
     */
    List<Hash> hashes(TileId tile);

    /** The entries of a bundle: the first {@code width} from number {@code bundle * 256} on. */
    EntryBundle entries(long bundle, int width);

    /** Roots and proofs of all sizes up to this one; each tile is read once. */
    default ProofBuilder proofs(long size) {
        Map<TileId, List<Hash>> read = new HashMap<>();
        Nodes nodes = (height, index) -> {
            int level = height / TileId.HEIGHT;
            int within = height % TileId.HEIGHT;
            long first = index << within;
            List<Hash> hashes = read.computeIfAbsent(TileId.holding(level, first, size), this::hashes);
            return Tiles.node(hashes, within, (int) (first % TileId.WIDTH));
        };
        return new ProofBuilder(nodes);
    }
}
