package io.grantkeeper.simulator.company;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * Reads the seed files in this class's package. Each line is a row, cells are separated by vertical bars, and {@code #}
 * starts a comment.
 */
final class SeedFile {

    private SeedFile() {}

    static List<List<String>> rows(String name) {
        var stream = Objects.requireNonNull(SeedFile.class.getResourceAsStream(name), name);
        try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> List.of(line.split("\\|", -1)))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the simulator's seed file " + name + " cannot be read", unreadable);
        }
    }
}
