package io.grantkeeper.reports.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A table")
class TextTableTest {
    private static String print(TextTable table) {
        return print(table, 160);
    }

    private static String print(TextTable table, int width) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        table.print(TerminalOutput.plain(new PrintStream(out, true, StandardCharsets.UTF_8), width));
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void truncatesTextButNotIds() {
        String id = "acme/oauth-client/" + "7".repeat(200);
        String text = "word ".repeat(40).strip();
        String printed = print(new TextTable("id", "text").withIdsIn(0).row(id, text));
        assertThat(printed).contains(id).contains("…").doesNotContain(text);
        assertThat(print(new TextTable("id", "text").row(id, text))).doesNotContain(id);
    }

    @Test
    void fitsWidthOfTerminal() {
        String printed = print(new TextTable("name", "can").row("Otter.ai", "read mail; ".repeat(20)), 72);
        assertThat(printed.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(72));
    }

    /** Checks the output to a file or a pipe, because the output of a test does not go to a terminal. */
    @Test
    void truncatesNothingOutsideTerminal() {
        String text = "word ".repeat(200).strip();
        PrintStream console = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
            new TextTable("text").row(text).print(TerminalOutput.standard(Map.of("COLUMNS", "80"), () -> 80));
        } finally {
            System.setOut(console);
        }
        assertThat(out.toString(StandardCharsets.UTF_8)).contains(text);
    }

    @Test
    void printsSentenceIfTableIsEmpty() {
        assertThat(print(new TextTable("id"))).isEqualToIgnoringNewLines("None.");
        assertThat(print(new TextTable("id").orIfEmpty("No reviews."))).isEqualToIgnoringNewLines("No reviews.");
    }
}
