package io.grantkeeper.ledger.folder;

import io.grantkeeper.ledger.LedgerCorruptedException;
import io.grantkeeper.ledger.merkle.Sha256Hash;
import io.grantkeeper.ledger.tile.EntryBundle;
import io.grantkeeper.ledger.tile.TileHashes;
import io.grantkeeper.ledger.tile.TileId;
import io.grantkeeper.ledger.tile.TileSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A log in a folder that contains {@code checkpoint}, {@code tile/…} and {@code tile/entries/…}. */
public record LogFolder(Path folder) implements TileSource {
    static final String CHECKPOINT = "checkpoint";

    /**
     * Writes a log of the given size to the folder. The checkpoint is written last, so that the files that it covers
     * exist before it.
     *
     * @return the number of files written
     */
    public int write(TileSource log, long size, String checkpoint) {
        int files = 1;
        for (int level = 0; level < 8 && size >>> (8 * level) > 0; level++) {
            long hashes = size >>> (8 * level);
            for (long first = 0; first < hashes; first += TileId.WIDTH) {
                TileId tile = TileId.containing(level, first, size);
                write(tile.path(), TileHashes.encode(log.hashes(tile)));
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
            throw new UncheckedIOException("cannot write %s".formatted(file), e);
        }
    }

    /**
     * Reads a file.
     *
     * @throws LedgerCorruptedException if the file is missing or cannot be read
     */
    byte[] read(String path) {
        try {
            return Files.readAllBytes(folder.resolve(path));
        } catch (IOException e) {
            throw new LedgerCorruptedException("%s: the file is missing or cannot be read".formatted(path), e);
        }
    }

    @Override
    public List<Sha256Hash> hashes(TileId tile) {
        try {
            return TileHashes.decode(tile, read(tile.path()));
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
            throw new LedgerCorruptedException("%s: it has %d entries, but %d are expected"
                    .formatted(path, entries.entries().size(), width));
        } catch (IllegalArgumentException e) {
            throw new LedgerCorruptedException("%s: %s".formatted(path, e.getMessage()), e);
        }
    }
}
