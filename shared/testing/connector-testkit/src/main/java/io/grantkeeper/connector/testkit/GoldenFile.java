package io.grantkeeper.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.property.testkit.ProjectFolders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An expected output, stored as a file next to the test's other resources. Tests only compare their output with the
 * file. {@code scripts/approve} writes new output, and the difference is reviewed like code.
 */
public final class GoldenFile {
    private static final String APPROVE = "grantkeeper.approve";

    private final Path file;

    private GoldenFile(Path file) {
        this.file = file;
    }

    /**
     * Returns the golden file of a test.
     *
     * @param name path below {@code src/test/resources/<the test's package>}, for example {@code golden/members.json}
     */
    public static GoldenFile of(Class<?> test, String name) {
        return new GoldenFile(resources(test).resolve(name));
    }

    /**
     * Returns a golden file that is a generated document.
     *
     * @param name path from the project root, for example {@code docs/connectors/matrix.md}
     */
    public static GoldenFile document(String name) {
        return new GoldenFile(ProjectFolders.root().resolve(name));
    }

    /**
     * Returns the source folder of a test's resources. Surefire runs the tests of each module in the module's folder.
     */
    static Path resources(Class<?> test) {
        return module().resolve("src/test/resources")
                .resolve(test.getPackageName().replace('.', '/'));
    }

    private static Path module() {
        return Path.of(System.getProperty("basedir", System.getProperty("user.dir", ".")));
    }

    /** Returns whether this run writes golden files instead of comparing output with them. Never true in CI. */
    public static boolean isApproving() {
        return Boolean.getBoolean(APPROVE) && System.getenv("CI") == null;
    }

    /**
     * Compares the output with the file. If the run is approving, writes the file first. Line endings are always LF.
     */
    public void requireEqual(String actual) {
        String text = actual.endsWith("\n") ? actual : actual + "\n";
        if (isApproving()) {
            write(text);
        }
        assertThat(file)
                .as("missing golden file; run scripts/approve to write it, then review the difference")
                .exists();
        assertThat(text)
                .as("differs from %s; run scripts/approve to rewrite it, then review the difference", file)
                .isEqualTo(read());
    }

    boolean exists() {
        return Files.exists(file);
    }

    String read() {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    void write(String text) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
