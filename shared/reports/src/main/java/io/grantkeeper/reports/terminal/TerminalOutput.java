package io.grantkeeper.reports.terminal;

import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.text.TextNormalization;
import io.grantkeeper.reports.terminal.StyledText.Style;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.IntSupplier;

/**
 * The command line's output. It normalizes all text, so that a name cannot control the terminal or imitate other lines;
 * nothing else writes to the console ({@code OutputWritersTest}). Colors, and lines that are updated in place, are used
 * only on an interactive terminal. Colors are used only if the environment variable {@code NO_COLOR} is not set.
 */
public final class TerminalOutput {
    /**
     * The width of output that is not shown on a terminal, because programs and viewers can read lines of any length.
     */
    private static final int UNLIMITED = Integer.MAX_VALUE;

    private static final int MIN_WIDTH = 60;

    private static final String ESCAPE = "\u001b[";

    private final PrintStream out;
    private final boolean interactive;
    private final boolean colours;
    private final int width;

    private TerminalOutput(PrintStream out, boolean interactive, boolean colours, int width) {
        this.out = out;
        this.interactive = interactive;
        this.colours = colours;
        this.width = width;
    }

    /**
     * Returns a terminal for standard output, configured from the environment variables.
     *
     * @param deviceWidth returns the width of an interactive terminal in characters; used unless the variable
     *     {@code COLUMNS}, which most shells do not export, states the width
     */
    public static TerminalOutput standard(Map<String, String> environment, IntSupplier deviceWidth) {
        @SuppressWarnings("SystemConsoleNull") // NullAway still treats the console as nullable
        boolean interactive =
                System.console() != null && System.console().isTerminal() && !"dumb".equals(environment.get("TERM"));
        return new TerminalOutput(
                System.out,
                interactive,
                interactive && !environment.containsKey("NO_COLOR"),
                interactive ? width(environment, deviceWidth) : UNLIMITED);
    }

    /** Returns a terminal for standard error. */
    public static TerminalOutput errors() {
        return plain(System.err);
    }

    /**
     * Returns a terminal for documents that programs read from standard output: always in UTF-8, regardless of the
     * console's encoding, and buffered until {@link #flush}.
     */
    public static TerminalOutput documents() {
        return plain(new PrintStream(System.out, false, StandardCharsets.UTF_8));
    }

    /** Returns a terminal that writes plain text to a stream, for files and tests. */
    public static TerminalOutput plain(PrintStream out) {
        return plain(out, UNLIMITED);
    }

    /** Returns a terminal that writes plain text in lines of at most the given width. */
    static TerminalOutput plain(PrintStream out, int width) {
        return new TerminalOutput(out, false, false, width);
    }

    public boolean isInteractive() {
        return interactive;
    }

    /** Returns the number of characters that fit on a line. */
    public int width() {
        return width;
    }

    /** Prints one line, whose parts can have different styles. Line breaks in a part become spaces. */
    public void line(CharSequence... parts) {
        out.println(render(parts));
    }

    /** Prints several lines, such as a message. */
    public void block(String text) {
        out.println(TextNormalization.lines(text));
    }

    /**
     * Prints a JSON document. Harmful characters in it are replaced by JSON escapes, so its meaning does not change.
     */
    public void json(String document) {
        out.println(TextNormalization.escapeInJson(document));
    }

    /** Replaces the text of the current line on an interactive terminal. */
    void replaceLine(String text) {
        out.print("\r" + ESCAPE + "K" + TextNormalization.oneLine(text));
        out.flush();
    }

    public void heading(String text) {
        String title = TextNormalization.oneLine(text);
        out.println();
        line(bold(title));
        out.println("-".repeat(title.length()));
    }

    public void flush() {
        out.flush();
    }

    public StyledText bold(String text) {
        return new StyledText(Style.BOLD, text);
    }

    public StyledText dim(String text) {
        return new StyledText(Style.DIM, text);
    }

    /** Returns text in the color of a severity. */
    public StyledText colored(Severity severity, String text) {
        return new StyledText(
                switch (severity) {
                    case CRITICAL -> Style.BOLD_RED;
                    case HIGH -> Style.RED;
                    case MEDIUM -> Style.YELLOW;
                    case LOW -> Style.GREEN;
                    case UNKNOWN -> Style.DIM;
                },
                text);
    }

    private String render(CharSequence... parts) {
        StringBuilder line = new StringBuilder();
        for (CharSequence part : parts) {
            String text = TextNormalization.oneLine(part.toString());
            if (colours && part instanceof StyledText styled) {
                line.append(ESCAPE)
                        .append(styled.style().parameters())
                        .append('m')
                        .append(text)
                        .append(ESCAPE)
                        .append("0m");
            } else {
                line.append(text);
            }
        }
        return line.toString();
    }

    private static int width(Map<String, String> environment, IntSupplier deviceWidth) {
        String columns = environment.getOrDefault("COLUMNS", "");
        return Math.max(MIN_WIDTH, columns.matches("\\d{2,4}") ? Integer.parseInt(columns) : deviceWidth.getAsInt());
    }
}
