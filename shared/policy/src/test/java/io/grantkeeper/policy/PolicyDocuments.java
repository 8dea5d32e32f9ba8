package io.grantkeeper.policy;

import io.grantkeeper.policy.intent.PolicySet.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The example policies in {@code docs/policies}. */
public final class PolicyDocuments {
    public static final Path FOLDER = Path.of("..", "..", "docs", "policies");

    private PolicyDocuments() {}

    /**
     * Returns the example documents.
     *
     * @param cases whether to return the documents with test cases instead of the policies
     */
    public static List<Source> examples(boolean cases) {
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
