package io.grantkeeper.aws.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A lock that reserves a data folder for one process. If two processes opened databases on the same file, each would
 * see only part of the writes. The lock is released when the process ends, even if it crashes.
 */
final class FolderLock implements AutoCloseable {
    /** A lock that locks nothing, for a database without a folder. */
    static final FolderLock NONE = new FolderLock(Optional.empty());

    private static final String FILE = "in-use";

    private final Optional<FileLock> held;

    private FolderLock(Optional<FileLock> held) {
        this.held = held;
    }

    /**
     * Locks the folder.
     *
     * @throws IllegalStateException if another process holds the lock
     */
    static FolderLock on(Path folder) {
        try {
            FileChannel channel =
                    FileChannel.open(folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new IllegalStateException(LocalDynamoDb.inUse(folder));
            }
            return new FolderLock(Optional.of(lock));
        } catch (IOException e) {
            throw new UncheckedIOException("the data folder %s cannot be locked".formatted(folder), e);
        }
    }

    /** Returns whether this or another process holds the lock on a folder. */
    static boolean isHeld(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            FileLock lock = tryLock(channel);
            return lock == null; // closing the channel releases a lock that this call acquired
        } catch (IOException e) {
            throw new UncheckedIOException("the data folder %s cannot be locked".formatted(folder), e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException _) {
            return null; // this process itself holds the lock
        }
    }

    @Override
    public void close() {
        held.ifPresent(lock -> {
            try {
                lock.acquiredBy().close();
            } catch (IOException e) {
                throw new UncheckedIOException("the lock of a data folder cannot be released", e);
            }
        });
    }
}
