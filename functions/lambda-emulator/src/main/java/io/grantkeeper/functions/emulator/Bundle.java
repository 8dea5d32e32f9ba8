package io.grantkeeper.functions.emulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** A deployable zip, laid out on disk as Lambda lays it out under {@code /var/task}. */
final class Bundle implements AutoCloseable {
    private final Path taskRoot;

    private Bundle(Path taskRoot) {
        this.taskRoot = taskRoot;
    }

    static Bundle unpack(Path zip) throws IOException {
        if (!Files.isRegularFile(zip)) {
            throw new IOException("there is no bundle at %s; build it with: mvn package".formatted(zip));
        }
        Path root = Files.createTempDirectory("lambda-task-");
        try (var entries = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                Path target = root.resolve(entry.getName()).normalize();
                if (!target.startsWith(root)) {
                    throw new IOException("bundle %s has an entry outside its root".formatted(zip));
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(entries, target);
                }
            }
        }
        return new Bundle(root);
    }

    Path taskRoot() {
        return taskRoot;
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(taskRoot)) {
            for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
