package io.grantkeeper.permissions;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Reads the tab-separated files in this class's package. */
final class PermissionDataFiles {
    private PermissionDataFiles() {}

    /**
     * Returns all lines of a file except comments and empty lines, or no lines if the file does not exist. A file whose
     * name ends in {@code .gz} is decompressed.
     */
    static List<String> lines(String name) {
        try (InputStream raw = PermissionDataFiles.class.getResourceAsStream(name)) {
            if (raw == null) {
                return List.of();
            }
            InputStream plain = name.endsWith(".gz") ? new GZIPInputStream(raw, 1 << 16) : raw;
            try (BufferedReader reader = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
                return reader.lines()
                        .filter(line -> !line.isBlank() && !line.startsWith("#"))
                        .toList();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the data file " + name + " cannot be read", e);
        }
    }
}
