package io.grantkeeper.aws.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Files and folders that only their owner can read, because they contain the inventory and signing keys. File systems
 * without POSIX permissions keep their own defaults.
 */
public final class OwnerOnlyFiles {
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

    private OwnerOnlyFiles() {}

    /**
     * Creates a folder, and its parents, if they do not exist. The permissions of other users are removed from an
     * existing folder; existing parents are not changed.
     *
     * @throws UncheckedIOException if the folder cannot be created or restricted; the message says what to do
     */
    public static Path folder(Path folder) {
        try {
            if (hasPermissions(folder)) {
                Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(FOLDER));
            } else {
                Files.createDirectories(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the data folder %s cannot be created".formatted(folder), e);
        }
        return restrict(folder, FOLDER);
    }

    /** Creates a new folder for temporary files. */
    static Path temporaryFolder() {
        try {
            return restrict(Files.createTempDirectory("grantkeeper-"), FOLDER);
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary folder can be created", e);
        }
    }

    /** Deletes a folder and the files in it, except files that are in use. */
    static void delete(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
            Files.delete(folder);
        } catch (IOException _) {
            // The system deletes what is left in its folder of temporary files.
        }
    }

    /** Writes text to a file in one step, so that no reader sees an incomplete file under the final name. */
    public static void write(Path file, String text) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(draft);
        Files.createFile(draft);
        restrict(draft, FILE);
        Files.writeString(draft, text, StandardCharsets.UTF_8);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Restricts the files in a folder, for files that a library has created. */
    public static void restrictFilesIn(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(Files::isRegularFile).forEach(file -> restrict(file, FILE));
        } catch (IOException e) {
            throw new UncheckedIOException("the files in %s cannot be listed".formatted(folder), e);
        }
    }

    private static boolean hasPermissions(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static Path restrict(Path path, Set<PosixFilePermission> permissions) {
        if (!hasPermissions(path)) {
            return path;
        }
        try {
            if (!Files.getPosixFilePermissions(path).equals(permissions)) {
                Files.setPosixFilePermissions(path, permissions);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "other users could read %s, and its permissions cannot be changed; let its owner run 'chmod go-rwx' on it, or name another folder"
                            .formatted(path),
                    e);
        }
        return path;
    }
}
