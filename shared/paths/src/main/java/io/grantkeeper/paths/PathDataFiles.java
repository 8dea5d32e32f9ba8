package io.grantkeeper.paths;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads the tab-separated files in this class's package. */
final class PathDataFiles {
    private PathDataFiles() {}

    /** Returns the cells of all lines except comments and empty lines. */
    static List<String[]> rows(String name) {
        try (InputStream raw = PathDataFiles.class.getResourceAsStream(name)) {
            if (raw == null) {
                throw new IllegalStateException("the data file " + name + " is missing");
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(raw, StandardCharsets.UTF_8));
            return reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the data file " + name + " cannot be read", e);
        }
    }
}
