package io.grantkeeper.ledger;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Published test vectors that are not part of the repository. If the vectors are absent, tests that use them are
 * skipped with a message.
 */
public final class ReferenceVectors {
    private ReferenceVectors() {}

    public static Path folder(String name) {
        Path folder = Path.of("")
                .toAbsolutePath()
                .resolve("../../../shared/data/conformance")
                .resolve(name)
                .normalize();
        if (!Files.isDirectory(folder)) { // a worktree is one directory level deeper
            folder = Path.of("")
                    .toAbsolutePath()
                    .resolve("../../../../shared/data/conformance")
                    .resolve(name)
                    .normalize();
        }
        assumeTrue(
                Files.isDirectory(folder), "the published test vectors '%s' are not on this machine".formatted(name));
        return folder;
    }
}
