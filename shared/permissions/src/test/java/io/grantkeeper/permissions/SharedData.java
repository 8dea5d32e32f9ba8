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

/** The folder of vocabularies and labels beside the project. It may be missing: what needs it is then skipped. */
public final class SharedData {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private SharedData() {}

    /** The path below {@code shared/data}; the test that asks is skipped where that is missing. */
    public static Path path(String below) {
        Optional<Path> found = find(Path.of("shared/data").resolve(below));
        assumeTrue(found.isPresent(), "needs ../shared/data/" + below + ", which is not here");
        return found.orElseThrow();
    }

    /** In the working folder, which is the module's, or in one above it: the data lie beside the project. */
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
