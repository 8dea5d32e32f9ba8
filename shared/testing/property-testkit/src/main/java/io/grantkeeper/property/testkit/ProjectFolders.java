package io.grantkeeper.property.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Finds folders from any module in which tests run. */
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
     * Returns a folder of vendors' published payloads next to the project. It may be absent.
     *
     * @param vendor the path of the folder among the payloads, such as {@code github}
     */
    public static Path vendorPayloads(String vendor) {
        return root().resolveSibling(Path.of("shared", "data", "payloads", vendor));
    }
}
