package io.grantkeeper.simulator;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A package of npm's in the build folder, for what a vendor publishes of its own API. */
public final class NpmPackage {
    private static final int PATIENCE_SECONDS = 90;

    private NpmPackage() {}

    /**
     * Fetches one part of a package once; skips the calling test where npm cannot.
     *
     * @param what is compared, for the reason of a skipped test: "Okta's own models"
     * @param npmPackage with its version
     * @param part a file or folder of the package
     */
    public static Path part(String what, String npmPackage, String part) {
        Path folder = Path.of("target", "npm", npmPackage.replaceAll("[^A-Za-z0-9.]+", "-"));
        Path found = folder.resolve("package").resolve(part);
        try {
            if (!Files.exists(found)) {
                Files.createDirectories(folder);
                run(folder, "npm", "pack", "--silent", npmPackage);
                run(folder, "sh", "-c", "tar xzf *.tgz package/" + part);
            }
            return found;
        } catch (IOException unavailable) {
            return abort("%s: not compared, for npm could not fetch %s: %s"
                    .formatted(what, npmPackage, unavailable.getMessage()));
        }
    }

    /** Runs a command to its end, which must be a good one. */
    static void run(Path folder, String... command) throws IOException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("no answer within %d s".formatted(PATIENCE_SECONDS));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
        if (process.exitValue() != 0) {
            throw new IOException(String.join(" ", command) + " ended with " + process.exitValue());
        }
    }
}
