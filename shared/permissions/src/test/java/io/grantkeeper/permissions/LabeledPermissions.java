package io.grantkeeper.permissions;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Locates the folder with vocabularies and labels, which is next to the project. If the folder is missing, tests that
 * need it are skipped.
 */
public final class LabeledPermissions {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private LabeledPermissions() {}

    /** Returns a path below {@code shared/data}. Skips the calling test if the path does not exist. */
    public static Path path(String below) {
        Optional<Path> found = find(Path.of("shared/data").resolve(below));
        assumeTrue(found.isPresent(), "needs ../shared/data/" + below + ", which is missing");
        return found.orElseThrow();
    }

    /**
     * Searches the working directory of tests, which is the module's folder, and its parents, because the data is next
     * to the project.
     */
    private static Optional<Path> find(Path below) {
        return Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
                .map(folder -> folder.resolve(below))
                .filter(Files::exists)
                .findFirst();
    }

    public static JsonNode json(String below) {
        try {
            return JSON.readTree(Files.readString(path(below)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
