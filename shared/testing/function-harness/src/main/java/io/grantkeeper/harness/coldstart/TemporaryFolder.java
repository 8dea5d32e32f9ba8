package io.grantkeeper.harness.coldstart;

import io.grantkeeper.harness.packaging.BundleManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A temporary folder that is deleted on close. */
record TemporaryFolder(Path folder) implements AutoCloseable {
    static TemporaryFolder create() throws IOException {
        return new TemporaryFolder(Files.createTempDirectory("cold-start-"));
    }

    @Override
    public void close() throws IOException {
        BundleManifest.delete(folder);
    }
}
