package io.grantkeeper.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An expected output, kept as a file beside the test's other resources. Tests only compare; {@code scripts/approve}
 * writes what is new, and the difference is then reviewed like code.
 */
public final class GoldenFile {
    private static final String APPROVE = "grantkeeper.approve";

    private final Path file;

    private GoldenFile(Path file) {
        this.file = file;
    }

    /**
     * The golden file of a test.
     *
     * @param name below {@code src/test/resources/<the test's package>}, for example {@code golden/members.json}
     */
    public static GoldenFile of(Class<?> test, String name) {
        return new GoldenFile(resources(test).resolve(name));
    }

    /**
     * A document that code writes.
     *
     * @param name from the project's folder, for example {@code docs/connectors/matrix.md}
     */
    public static GoldenFile document(String name) {
        return new GoldenFile(module().resolve("../..").normalize().resolve(name));
    }

    /** Where a test's resources lie in the sources. Surefire runs each module's tests in the module's folder. */
    static Path resources(Class<?> test) {
        return module().resolve("src/test/resources")
                .resolve(test.getPackageName().replace('.', '/'));
    }

    private static Path module() {
        return Path.of(System.getProperty("basedir", System.getProperty("user.dir", ".")));
    }

    /** Whether this run writes golden files instead of comparing; never in CI. */
    public static boolean approving() {
        return Boolean.getBoolean(APPROVE) && System.getenv("CI") == null;
    }

    /** Compares, or writes where this run approves. Line ends are those of Unix, always. */
    public void requireEqual(String actual) {
        String text = actual.endsWith("\n") ? actual : actual + "\n";
        if (approving()) {
            write(text);
        }
        assertThat(file)
                .as("golden file; run scripts/approve to write it, then review the difference")
                .exists();
        assertThat(text)
                .as("differs from %s; scripts/approve rewrites it", file)
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
