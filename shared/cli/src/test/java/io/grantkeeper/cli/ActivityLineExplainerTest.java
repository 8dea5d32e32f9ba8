package io.grantkeeper.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ActivityLineExplainerTest {
    /** A number of lines that far exceeds the capacity of the queue between the reader and the writer. */
    private static final int LINES = 40_000;

    private static final class ClosedOutput extends OutputStream {
        @Override
        public void write(int next) {
            throw new IllegalStateException("the output is closed");
        }
    }

    @Test
    @Timeout(120)
    void endsIfItsOutputFailsInsteadOfWaitingForever() {
        InputStream in = System.in;
        PrintStream out = System.out;
        try {
            System.setIn(new ByteArrayInputStream("{}\n".repeat(LINES).getBytes(UTF_8)));
            System.setOut(new PrintStream(new ClosedOutput(), true, UTF_8));
            assertThatThrownBy(() -> ActivityLineExplainer.answer(List.of(), Clock.systemUTC()))
                    .hasRootCauseMessage("the output is closed");
        } finally {
            System.setIn(in);
            System.setOut(out);
        }
    }
}
