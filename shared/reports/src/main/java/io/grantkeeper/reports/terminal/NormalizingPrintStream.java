package io.grantkeeper.reports.terminal;

import io.grantkeeper.identity.text.TextNormalization;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/**
 * A print stream that normalizes text. It is used for log lines and stack traces that libraries print on a terminal,
 * because these can quote names and messages from providers.
 */
public final class NormalizingPrintStream extends PrintStream {
    public NormalizingPrintStream(PrintStream out) {
        super(out, true, out.charset());
    }

    /** Prints normalized text. All other methods that print strings or objects call this one. */
    @Override
    public void print(@Nullable String text) {
        super.print(TextNormalization.lines(String.valueOf(text)));
    }
}
