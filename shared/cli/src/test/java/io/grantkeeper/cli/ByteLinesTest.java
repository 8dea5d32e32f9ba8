package io.grantkeeper.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ByteLinesTest {
    private static List<String> lines(String text) throws IOException {
        ByteLines lines = new ByteLines(new ByteArrayInputStream(text.getBytes(UTF_8)), 4_000_000);
        List<String> all = new ArrayList<>();
        for (byte[] line = lines.next(); line != null; line = lines.next()) {
            all.add(new String(line, UTF_8));
        }
        return all;
    }

    @Test
    void splitsAtLineFeedsAndKeepsEmptyLines() throws IOException {
        assertThat(lines("one\n\ntwö\n")).containsExactly("one", "", "twö");
        assertThat(lines("one\nwithout an end")).containsExactly("one", "without an end");
        assertThat(lines("")).isEmpty();
    }

    @Test
    void keepsOnlyBeginningOfTooLongLines() throws IOException {
        ByteLines lines = new ByteLines(
                new ByteArrayInputStream(("x".repeat(9_000_000) + "\nnext\n").getBytes(UTF_8)), 2_000_000);
        assertThat(lines.next()).hasSizeBetween(2_000_001, 5_000_000);
        assertThat(lines.next()).isEqualTo("next".getBytes(UTF_8));
        assertThat(lines.next()).isNull();
    }

    @Test
    void readsLinesLongerThanBuffer() throws IOException {
        String first = "x".repeat(700_000);
        String second = "y".repeat(3_000_000);
        assertThat(lines(first + "\n" + second + "\n" + first)).containsExactly(first, second, first);
    }
}
