package io.grantkeeper.ledger;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Published vectors that are not part of the repository; tests that use them say so where they are absent. */
public final class ReferenceData {
    private ReferenceData() {}

    public static Path folder(String name) {
        Path folder = Path.of("")
                .toAbsolutePath()
                .resolve("../../../shared/data/conformance")
                .resolve(name)
                .normalize();
        if (!Files.isDirectory(folder)) { // a worktree lies one level deeper
            folder = Path.of("")
                    .toAbsolutePath()
                    .resolve("../../../../shared/data/conformance")
                    .resolve(name)
                    .normalize();
        }
        assumeTrue(Files.isDirectory(folder), "the published vectors '%s' are not on this machine".formatted(name));
        return folder;
    }
}
