package io.grantkeeper.infra.functions;

import java.nio.file.Path;

/** Locates the root directory of the repository. Maven runs tests in the module's directory. */
public final class ProjectFiles {
    public static final Path ROOT = Path.of("").toAbsolutePath().getParent().getParent();

    private ProjectFiles() {}
}
