package io.grantkeeper.ledger.tile;

import io.grantkeeper.ledger.merkle.Frontier;
import io.grantkeeper.ledger.merkle.Hash;
import java.util.ArrayList;
import java.util.List;

/** Hashes of a tile as bytes, and nodes above them. */
public final class Tiles {
    private Tiles() {}

    public static byte[] encode(List<Hash> hashes) {
        byte[] bytes = new byte[hashes.size() * Hash.BYTES];
        for (int i = 0; i < hashes.size(); i++) {
            System.arraycopy(hashes.get(i).bytes(), 0, bytes, i * Hash.BYTES, Hash.BYTES);
        }
        return bytes;
    }

    /** @throws IllegalArgumentException where it is not as many hashes as the tile is wide */
    public static List<Hash> decode(TileId tile, byte[] bytes) {
        if (bytes.length != tile.width() * Hash.BYTES) {
            throw new IllegalArgumentException(
                    "%s has %d bytes, expected %d".formatted(tile.path(), bytes.length, tile.width() * Hash.BYTES));
        }
        List<Hash> hashes = new ArrayList<>(tile.width());
        for (int offset = 0; offset < bytes.length; offset += Hash.BYTES) {
            hashes.add(Hash.at(bytes, offset));
        }
        return hashes;
    }

    /** A complete subtree within a tile: {@code 1 << height} of its hashes from number {@code from} on. */
    public static Hash node(List<Hash> hashes, int height, int from) {
        return Frontier.root(hashes.subList(from, from + (1 << height)));
    }
}
