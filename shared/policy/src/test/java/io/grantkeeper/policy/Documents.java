package io.grantkeeper.policy;

import io.grantkeeper.policy.intent.PolicySet.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The standing examples. */
public final class Documents {
    public static final Path FOLDER = Path.of("..", "..", "docs", "policies");

    private Documents() {}

    /** The intent documents, with {@code cases} their cases instead. */
    public static List<Source> standing(boolean cases) {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> file.toString().endsWith(".cases.yaml") == cases)
                    .sorted()
                    .map(file -> new Source(file.getFileName().toString(), text(file)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
