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
 * Locates the folder that contains vocabularies and labels. The folder is outside the project, next to its root folder.
 * If the folder is missing, tests that need it are skipped.
 */
public final class LabeledPermissions {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private LabeledPermissions() {}

    /** Returns the path of a file below {@code shared/data}. If the file does not exist, skips the calling test. */
    public static Path path(String below) {
        Optional<Path> found = find(Path.of("shared/data").resolve(below));
        assumeTrue(found.isPresent(), "needs ../shared/data/" + below + ", which is missing");
        return found.orElseThrow();
    }

    /**
     * Searches the current directory and its parents. The current directory of a test is its module's folder, and the
     * data is next to the project.
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
