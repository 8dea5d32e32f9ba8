package io.grantkeeper.permissions;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The folder of vocabularies and labels beside the project. It may be missing: what needs it is then skipped. */
public final class SharedData {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private SharedData() {}

    /** The path below {@code shared/data}, or a skipped test. */
    public static Path path(String below) {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path found = folder.resolve("shared/data").resolve(below);
            if (Files.exists(found)) {
                return found;
            }
        }
        assumeTrue(false, "needs ../shared/data/" + below + ", which is not here");
        throw new AssertionError("not reached");
    }

    public static JsonNode json(String below) {
        try {
            return JSON.readTree(Files.readString(path(below)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
