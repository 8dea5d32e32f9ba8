package io.grantkeeper.cli;

import io.grantkeeper.policy.intent.PolicySet.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads policy documents from files and folders. In a folder, every {@code .yaml} file is a policy document, except
 * test cases ({@code .cases.yaml}).
 */
final class PolicyFiles {
    /** The maximum size of a document, in bytes. A policy is smaller than 10 KB. */
    private static final int MAX_BYTES = 1_000_000;

    private PolicyFiles() {}

    /**
     * Reads the policy documents at these paths.
     *
     * @throws IllegalArgumentException if a path cannot be read, or if none of the paths contains a policy document;
     *     the message names the path or paths
     */
    static List<Source> read(List<Path> paths) {
        List<Source> sources = new ArrayList<>();
        for (Path path : paths) {
            for (Path file : files(path)) {
                sources.add(new Source(file.toString(), text(file)));
            }
        }
        if (sources.isEmpty() && !paths.isEmpty()) {
            throw new IllegalArgumentException("no policy found in %s; policy documents end in .yaml".formatted(paths));
        }
        return sources;
    }

    /**
     * Reads a file. Bytes that are not UTF-8 become replacement characters, and the document parser reports their
     * position.
     */
    private static String text(Path file) {
        byte[] bytes = CommandLineFile.bytes(file, MAX_BYTES);
        if (bytes.length > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "%s is longer than %d bytes, so it is not a policy document".formatted(file, MAX_BYTES));
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static List<Path> files(Path path) {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> all = Files.list(path)) {
            return all.filter(PolicyFiles::isDocument).sorted().toList();
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read folder %s".formatted(path), e);
        }
    }

    private static boolean isDocument(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(".yaml") && !name.endsWith(".cases.yaml");
    }
}
