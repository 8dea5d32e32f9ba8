package io.grantkeeper.ledger.folder;

import io.grantkeeper.ledger.LedgerCorruptedException;
import io.grantkeeper.ledger.merkle.Hash;
import io.grantkeeper.ledger.tile.EntryBundle;
import io.grantkeeper.ledger.tile.TileId;
import io.grantkeeper.ledger.tile.TileSource;
import io.grantkeeper.ledger.tile.Tiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A folder that holds {@code checkpoint}, {@code tile/…} and {@code tile/entries/…}. */
public record LogFolder(Path folder) implements TileSource {
    static final String CHECKPOINT = "checkpoint";

    /**
     * Writes a log of some size; the checkpoint last, so that what it speaks of is there.
     *
     * @return how many files were written
     */
    public int write(TileSource log, long size, String checkpoint) {
        int files = 1;
        for (int level = 0; level < 8 && size >>> (8 * level) > 0; level++) {
            long hashes = size >>> (8 * level);
            for (long first = 0; first < hashes; first += TileId.WIDTH) {
                TileId tile = TileId.holding(level, first, size);
                write(tile.path(), Tiles.encode(log.hashes(tile)));
                files++;
                if (level == 0) {
                    write(
                            TileId.entriesPath(tile.index(), tile.width()),
                            log.entries(tile.index(), tile.width()).encode());
                    files++;
                }
            }
        }
        write(CHECKPOINT, checkpoint.getBytes(StandardCharsets.UTF_8));
        return files;
    }

    private void write(String path, byte[] bytes) {
        Path file = folder.resolve(path);
        try {
            if (file.getParent() != null) {
                Files.createDirectories(file.getParent());
            }
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be written".formatted(file), e);
        }
    }

    /** @throws LedgerCorruptedException where the file is missing */
    byte[] read(String path) {
        try {
            return Files.readAllBytes(folder.resolve(path));
        } catch (IOException e) {
            throw new LedgerCorruptedException("%s: it is missing or cannot be read".formatted(path), e);
        }
    }

    @Override
    public List<Hash> hashes(TileId tile) {
        try {
            return Tiles.decode(tile, read(tile.path()));
        } catch (IllegalArgumentException e) {
            throw new LedgerCorruptedException(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public EntryBundle entries(long bundle, int width) {
        String path = TileId.entriesPath(bundle, width);
        try {
            EntryBundle entries = EntryBundle.decode(read(path));
            if (entries.entries().size() == width) {
                return entries;
            }
            throw new LedgerCorruptedException("%s: it has %d entries, expected %d"
                    .formatted(path, entries.entries().size(), width));
        } catch (IllegalArgumentException e) {
            throw new LedgerCorruptedException("%s: %s".formatted(path, e.getMessage()), e);
        }
    }
}
