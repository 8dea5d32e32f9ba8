package io.grantkeeper.local.cli;

import io.grantkeeper.policy.intent.PolicySet.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The documents that paths name: files, and all {@code .yaml} of folders that are no test cases. */
final class PolicyFiles {
    private PolicyFiles() {}

    /** @throws IllegalArgumentException naming what cannot be read */
    static List<Source> read(List<Path> paths) {
        List<Source> sources = new ArrayList<>();
        for (Path path : paths) {
            for (Path file : files(path)) {
                sources.add(new Source(file.toString(), text(file)));
            }
        }
        if (sources.isEmpty() && !paths.isEmpty()) {
            throw new IllegalArgumentException("there is no policy in %s; documents end in .yaml".formatted(paths));
        }
        return sources;
    }

    /** Bytes that are not UTF-8 become replacement characters, which the reader of documents names with their place. */
    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("there is no document %s".formatted(file), e);
        } catch (IOException e) {
            throw new IllegalArgumentException("the document %s cannot be read".formatted(file), e);
        }
    }

    private static List<Path> files(Path path) {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> all = Files.list(path)) {
            return all.filter(PolicyFiles::isDocument).sorted().toList();
        } catch (IOException e) {
            throw new IllegalArgumentException("the folder %s cannot be read".formatted(path), e);
        }
    }

    private static boolean isDocument(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(".yaml") && !name.endsWith(".cases.yaml");
    }
}
