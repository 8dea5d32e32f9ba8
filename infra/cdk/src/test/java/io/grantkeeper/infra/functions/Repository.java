package io.grantkeeper.infra.functions;

import java.nio.file.Path;

/** The project's folder. Maven runs tests in the module's. */
public final class Repository {
    public static final Path ROOT = Path.of("").toAbsolutePath().getParent().getParent();

    private Repository() {}
}
