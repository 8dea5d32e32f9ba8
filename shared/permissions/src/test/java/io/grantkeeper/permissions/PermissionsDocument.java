package io.grantkeeper.permissions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Grantkeeper's documentation page about permissions. Tests verify its figures and examples. */
public final class PermissionsDocument {
    private PermissionsDocument() {}

    public static String text() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path page = folder.resolve("docs/permissions.md");
            if (Files.exists(page)) {
                try {
                    return Files.readString(page);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        throw new AssertionError("docs/permissions.md is missing");
    }
}
