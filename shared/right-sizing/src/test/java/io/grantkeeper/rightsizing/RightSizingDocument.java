package io.grantkeeper.rightsizing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The table of measured accuracy in docs/right-sizing.md. */
final class RightSizingDocument {
    private static final Path DOCUMENT = Path.of("../../docs/right-sizing.md");

    private RightSizingDocument() {}

    /**
     * Prints a row of the accuracy table, and requires the page to contain this row.
     *
     * @param admitted the share of the calls that a recommended permission allows
     */
    static void assertContainsRow(String what, long calls, double admitted, double recall, double precision)
            throws IOException {
        String row = String.format(
                Locale.ROOT, "| %s | %,d | %.4f | %.4f | %.4f |", what, calls, admitted, recall, precision);
        System.out.println("right-sizing: " + row);
        assertThat(Files.readAllLines(DOCUMENT)).contains(row);
    }
}
