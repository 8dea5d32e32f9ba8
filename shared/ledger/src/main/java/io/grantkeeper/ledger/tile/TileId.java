package io.grantkeeper.ledger.tile;

import java.util.Locale;

/**
 * The id of a tile of hashes. Each hash of the tile covers {@code 1 << 8 * level} entries; hash {@code i} starts with
 * entry {@code (index * 256 + i) << 8 * level}.
 *
 * @param level 0 for leaf hashes
 * @param index the tile's number within its level, counted from 0
 * @param width the number of hashes, 1 to 256; only the last tile of a level has fewer than 256
 */
public record TileId(int level, long index, int width) {
    public static final int WIDTH = 256;
    static final int HEIGHT = 8;

    public TileId {
        if (level < 0 || level > 7 || index < 0 || width < 1 || width > WIDTH) {
            throw new IllegalArgumentException(
                    "a tile cannot have level %d, index %d and width %d".formatted(level, index, width));
        }
    }

    public boolean isFull() {
        return width == WIDTH;
    }

    /**
     * Returns the tile that contains a hash, with the width that this tile has in a log of the given size.
     *
     * @param hash the number of the hash within the level, counted from 0
     * @param size the number of entries in the log
     */
    public static TileId containing(int level, long hash, long size) {
        long index = hash / WIDTH;
        if (hash >= size >>> (HEIGHT * level)) {
            throw new IllegalArgumentException(
                    "a log of %d entries has no hash %d at level %d".formatted(size, hash, level));
        }
        long available = (size >>> (HEIGHT * level)) - index * WIDTH;
        return new TileId(level, index, (int) Math.min(WIDTH, available));
    }

    /** Returns the tile's path as defined by tlog-tiles, for example {@code tile/0/x001/234.p/8}. */
    public String path() {
        return "tile/%d/%s".formatted(level, numbered(index, width));
    }

    /**
     * Returns the path of an entry bundle as defined by tlog-tiles, for example {@code tile/entries/000}.
     *
     * @param bundle the bundle's number, counted from 0
     * @param width the number of entries in the bundle
     */
    public static String entriesPath(long bundle, int width) {
        return "tile/entries/" + numbered(bundle, width);
    }

    private static String numbered(long number, int width) {
        StringBuilder path = new StringBuilder(String.format(Locale.ROOT, "%03d", number % 1000));
        for (long left = number / 1000; left > 0; left /= 1000) {
            path.insert(0, String.format(Locale.ROOT, "x%03d/", left % 1000));
        }
        return width == WIDTH
                ? path.toString()
                : path.append(".p/").append(width).toString();
    }
}
