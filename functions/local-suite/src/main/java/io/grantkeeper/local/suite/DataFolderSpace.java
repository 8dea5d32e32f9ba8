package io.grantkeeper.local.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The free disk space of a data folder. When a disk is full, DynamoDB Local rejects every write with an internal error
 * that does not name the cause. Therefore, the suite stops while there is still enough space to complete the writes in
 * progress.
 */
final class DataFolderSpace {
    private static final long MEGABYTE = 1024L * 1024;
    /** The space that must be free. One batch of work writes less than this. */
    private static final long NEEDED = 16 * MEGABYTE;

    private final Optional<Path> folder;

    /**
     * Creates the check for a data folder.
     *
     * @param folder the data folder, which need not exist yet; empty if nothing is stored on disk
     */
    DataFolderSpace(Optional<Path> folder) {
        this.folder = folder.map(Path::toAbsolutePath);
    }

    boolean isSufficient() {
        return folder.map(path -> free(path) >= NEEDED).orElse(true);
    }

    /**
     * Checks that the data folder has enough free disk space.
     *
     * @throws IllegalStateException if there is not enough space; the message says what to do
     */
    void require() {
        if (!isSufficient()) {
            Path path = folder.orElseThrow();
            throw new IllegalStateException(
                    "the disk of the data folder %s has %d MB of free space, and at least %d MB are needed; free some space and run the command again; the new run continues where this one stopped"
                            .formatted(path, free(path) / MEGABYTE, NEEDED / MEGABYTE));
        }
    }

    private static long free(Path folder) {
        Path existing = folder;
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        try {
            return Files.getFileStore(existing).getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException("the free space of %s cannot be determined".formatted(existing), e);
        }
    }
}
