package io.grantkeeper.property.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Finds the project's folders, regardless of the module in which a test runs. */
public final class ProjectFolders {
    private ProjectFolders() {}

    /** Returns the project's root. */
    public static Path root() {
        return Stream.iterate(Path.of("").toAbsolutePath(), Path::getParent)
                .filter(folder -> Files.isDirectory(folder.resolve(".mvn")))
                .findFirst()
                .orElseThrow();
    }

    /**
     * Returns the folder of a vendor's published payloads. The folder is next to the project and may be absent.
     *
     * @param vendor the path of the folder among the payloads, such as {@code github}
     */
    public static Path vendorPayloads(String vendor) {
        return root().resolveSibling(Path.of("shared", "data", "payloads", vendor));
    }
}
