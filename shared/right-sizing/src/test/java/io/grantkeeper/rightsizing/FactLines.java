package io.grantkeeper.rightsizing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;

/** The rows of a file of vendors' facts that is kept beside this project's generator. */
final class FactLines {
    private FactLines() {}

    static Stream<String> of(String resource) throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(FactLines.class.getResourceAsStream(resource)), StandardCharsets.UTF_8))) {
            return lines.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList().stream();
        }
    }
}
