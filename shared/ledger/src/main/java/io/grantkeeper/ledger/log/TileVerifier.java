package io.grantkeeper.ledger.log;

import io.grantkeeper.ledger.ImmutableBytes;
import io.grantkeeper.ledger.merkle.Sha256Hash;
import io.grantkeeper.ledger.merkle.TreeFrontier;
import io.grantkeeper.ledger.tile.TileHashes;
import io.grantkeeper.ledger.tile.TileId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Recomputes tiles, bundle by bundle, and compares each tile with the stored one. */
final class TileVerifier {
    private final Function<TileId, Optional<ImmutableBytes>> stored;
    private final List<String> problems;
    private final List<List<Sha256Hash>> open = new ArrayList<>();
    private final Set<TileId> compared = new HashSet<>();

    TileVerifier(Function<TileId, Optional<ImmutableBytes>> stored, List<String> problems) {
        this.stored = stored;
        this.problems = problems;
    }

    /** Returns the tiles that belong to the bundles checked so far. */
    Set<TileId> compared() {
        return compared;
    }

    /** Checks the next full bundle. Call this method for all full bundles in order, starting with the first. */
    void checkFullBundle(long bundle, List<Sha256Hash> leaves) {
        checkFullBundle(bundle, leaves, true);
    }

    /**
     * Checks a full bundle at the end of the log whose last entries are sequenced but not yet integrated. Its tiles
     * need not exist yet. No bundle can be checked after this one.
     */
    void checkUnfinishedBundle(long bundle, List<Sha256Hash> leaves) {
        checkFullBundle(bundle, leaves, false);
    }

    private void checkFullBundle(long bundle, List<Sha256Hash> leaves, boolean mustExist) {
        compare(new TileId(0, bundle, TileId.WIDTH), leaves, mustExist);
        Sha256Hash root = TreeFrontier.root(leaves);
        long index = bundle;
        for (int level = 1; ; level++) {
            if (open.size() < level) {
                open.add(new ArrayList<>());
            }
            List<Sha256Hash> hashes = open.get(level - 1);
            hashes.add(root);
            TileId tile = new TileId(level, index / TileId.WIDTH, hashes.size());
            compare(tile, hashes, mustExist);
            if (!tile.isFull()) {
                return;
            }
            root = TreeFrontier.root(hashes);
            index = tile.index();
            hashes.clear();
        }
    }

    private void compare(TileId tile, List<Sha256Hash> derived, boolean mustExist) {
        compared.add(tile);
        try {
            Optional<ImmutableBytes> found = stored.apply(tile);
            if (found.isEmpty() && !mustExist) {
                return;
            }
            if (found.isEmpty()) {
                problems.add("%s: the tile is missing".formatted(tile.path()));
                return;
            }
            List<Sha256Hash> hashes = TileHashes.decode(tile, found.get().array());
            for (int i = 0; i < derived.size(); i++) {
                if (!hashes.get(i).equals(derived.get(i))) {
                    problems.add("%s: hash %d is %s, but the entries give %s"
                            .formatted(tile.path(), i, hashes.get(i), derived.get(i)));
                    return;
                }
            }
        } catch (RuntimeException e) {
            problems.add("%s: %s".formatted(tile.path(), e.getMessage()));
        }
    }
}
