package io.grantkeeper.simulator;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Downloads npm packages into the build folder. The packages contain what a vendor publishes about its own
 * API.
 */
public final class NpmPackage {
    private static final int TIMEOUT_SECONDS = 300;

    private NpmPackage() {}

    /**
     * Downloads one part of a package, unless it has already been downloaded. Skips the calling test if npm cannot
     * download it.
     *
     * @param what what the test compares with, for the message about a skipped test, for example "Okta's own models"
     * @param npmPackage the package with its version
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
            return abort("%s: not compared, because npm could not download %s: %s"
                    .formatted(what, npmPackage, unavailable.getMessage()));
        }
    }

    /**
     * Runs a command and waits until it completes.
     *
     * @throws IOException if the command fails or takes longer than 90 seconds
     */
    static void run(Path folder, String... command) throws IOException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("no response within %d s".formatted(TIMEOUT_SECONDS));
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
