package io.grantkeeper.reports.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A table")
class TextTableTest {
    private static String print(TextTable table) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        table.print(Terminal.plain(new PrintStream(out, true, StandardCharsets.UTF_8)));
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void truncatesTextButNoIds() {
        String id = "acme/oauth-client/" + "7".repeat(200);
        String text = "word ".repeat(40).strip();
        String printed = print(new TextTable("id", "text").withIdsIn(0).row(id, text));
        assertThat(printed).contains(id).contains("…").doesNotContain(text);
        assertThat(print(new TextTable("id", "text").row(id, text))).doesNotContain(id);
    }
}
