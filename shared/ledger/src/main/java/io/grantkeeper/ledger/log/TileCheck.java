package io.grantkeeper.ledger.log;

import io.grantkeeper.ledger.Bytes;
import io.grantkeeper.ledger.merkle.Frontier;
import io.grantkeeper.ledger.merkle.Hash;
import io.grantkeeper.ledger.tile.TileId;
import io.grantkeeper.ledger.tile.Tiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Derives tiles bundle by bundle, and compares each with what is stored. */
final class TileCheck {
    private final Function<TileId, Optional<Bytes>> stored;
    private final List<String> problems;
    private final List<List<Hash>> open = new ArrayList<>();
    private long compared;

    TileCheck(Function<TileId, Optional<Bytes>> stored, List<String> problems) {
        this.stored = stored;
        this.problems = problems;
    }

    long compared() {
        return compared;
    }

    /** Bundles come in order, from the first. */
    void fullBundle(long bundle, List<Hash> leaves) {
        compare(new TileId(0, bundle, TileId.WIDTH), leaves);
        Hash root = Frontier.root(leaves);
        long index = bundle;
        for (int level = 1; ; level++) {
            if (open.size() < level) {
                open.add(new ArrayList<>());
            }
            List<Hash> hashes = open.get(level - 1);
            hashes.add(root);
            TileId tile = new TileId(level, index / TileId.WIDTH, hashes.size());
            compare(tile, hashes);
            if (!tile.isFull()) {
                return;
            }
            root = Frontier.root(hashes);
            index = tile.index();
            hashes.clear();
        }
    }

    private void compare(TileId tile, List<Hash> derived) {
        compared++;
        try {
            Optional<Bytes> found = stored.apply(tile);
            if (found.isEmpty()) {
                problems.add("%s: it is missing".formatted(tile.path()));
                return;
            }
            List<Hash> hashes = Tiles.decode(tile, found.get().array());
            for (int i = 0; i < derived.size(); i++) {
                if (!hashes.get(i).equals(derived.get(i))) {
                    problems.add("%s: hash %d is %s, the entries give %s"
                            .formatted(tile.path(), i, hashes.get(i), derived.get(i)));
                    return;
                }
            }
        } catch (RuntimeException e) {
            problems.add("%s: %s".formatted(tile.path(), e.getMessage()));
        }
    }
}
