package io.grantkeeper.functions.invoke.coldstart;

import io.grantkeeper.functions.invoke.image.Bundles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder that is gone when closed. */
record Scratch(Path folder) implements AutoCloseable {
    static Scratch create() throws IOException {
        return new Scratch(Files.createTempDirectory("cold-start-"));
    }

    @Override
    public void close() throws IOException {
        Bundles.delete(folder);
    }
}
