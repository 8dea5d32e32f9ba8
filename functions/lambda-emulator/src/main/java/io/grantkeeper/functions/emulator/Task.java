package io.grantkeeper.functions.emulator;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * A function's code, laid out on disk as Lambda lays it out.
 *
 * @param root what {@code /var/task} is in the cloud; of an image it is empty
 * @param classPath what the JVM is started with
 */
record Task(Path root, String classPath) implements AutoCloseable {
    static Task lay(Code code) throws IOException {
        return switch (code) {
            case Code.Bundle(Path zip) -> new Task(unpack(zip), RuntimeClient.classPath());
            case Code.Image(var jars) ->
                new Task(
                        newFolder(), jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
            case Code.Container _ -> new Task(newFolder(), "");
        };
    }

    private static Path unpack(Path zip) throws IOException {
        if (!Files.isRegularFile(zip)) {
            throw new IOException("there is no bundle at %s; build it with: mvn package".formatted(zip));
        }
        Path root = newFolder();
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
        return root;
    }

    private static Path newFolder() throws IOException {
        return Files.createTempDirectory("lambda-task-");
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
