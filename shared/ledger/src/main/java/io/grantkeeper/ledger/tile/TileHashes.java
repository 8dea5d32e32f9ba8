package io.grantkeeper.ledger.tile;

import io.grantkeeper.ledger.merkle.Sha256Hash;
import io.grantkeeper.ledger.merkle.TreeFrontier;
import java.util.ArrayList;
import java.util.List;

/** Encodes and decodes the hashes in a tile, and computes the hashes of the tree nodes above them. */
public final class TileHashes {
    private TileHashes() {}

    public static byte[] encode(List<Sha256Hash> hashes) {
        byte[] bytes = new byte[hashes.size() * Sha256Hash.BYTES];
        for (int i = 0; i < hashes.size(); i++) {
            System.arraycopy(hashes.get(i).bytes(), 0, bytes, i * Sha256Hash.BYTES, Sha256Hash.BYTES);
        }
        return bytes;
    }

    /**
     * Decodes the hashes of a tile.
     *
     * @throws IllegalArgumentException if the number of hashes does not match the tile's width
     */
    public static List<Sha256Hash> decode(TileId tile, byte[] bytes) {
        if (bytes.length != tile.width() * Sha256Hash.BYTES) {
            throw new IllegalArgumentException("%s has %d bytes, but %d are expected"
                    .formatted(tile.path(), bytes.length, tile.width() * Sha256Hash.BYTES));
        }
        List<Sha256Hash> hashes = new ArrayList<>(tile.width());
        for (int offset = 0; offset < bytes.length; offset += Sha256Hash.BYTES) {
            hashes.add(Sha256Hash.read(bytes, offset));
        }
        return hashes;
    }

    /**
     * Computes the root hash of a complete subtree within a tile.
     *
     * @param hashes the tile's hashes
     * @param height the subtree's height; it covers {@code 1 << height} of the hashes
     * @param from the index of the first of these hashes
     */
    public static Sha256Hash node(List<Sha256Hash> hashes, int height, int from) {
        return TreeFrontier.root(hashes.subList(from, from + (1 << height)));
    }
}
