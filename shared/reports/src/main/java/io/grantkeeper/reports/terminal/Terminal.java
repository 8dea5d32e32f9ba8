package io.grantkeeper.reports.terminal;

import io.grantkeeper.identity.finding.Severity;
import java.io.PrintStream;
import java.util.Map;

/**
 * The output for people. Colors and lines that are updated in place are used only on an interactive terminal; if the
 * environment variable {@code NO_COLOR} is set, colors are not used there either.
 */
public final class Terminal {
    /** The width for files and logs in characters. It can be large, because their viewers can scroll horizontally. */
    private static final int DEFAULT_WIDTH = 160;

    private final PrintStream out;
    private final boolean interactive;
    private final boolean colours;
    private final int width;

    private Terminal(PrintStream out, boolean interactive, boolean colours, int width) {
        this.out = out;
        this.interactive = interactive;
        this.colours = colours;
        this.width = width;
    }

    /** Returns a terminal for standard output, configured from the environment variables. */
    public static Terminal standard(Map<String, String> environment) {
        @SuppressWarnings("SystemConsoleNull") // NullAway still treats the console as nullable
        boolean interactive =
                System.console() != null && System.console().isTerminal() && !"dumb".equals(environment.get("TERM"));
        return new Terminal(
                System.out, interactive, interactive && !environment.containsKey("NO_COLOR"), width(environment));
    }

    /** Returns a terminal that writes plain text to a stream, for files and tests. */
    public static Terminal plain(PrintStream out) {
        return new Terminal(out, false, false, DEFAULT_WIDTH);
    }

    public PrintStream out() {
        return out;
    }

    public boolean isInteractive() {
        return interactive;
    }

    /** Returns the number of characters that fit on a line. */
    public int width() {
        return width;
    }

    public void line(String text) {
        out.println(text);
    }

    public void heading(String text) {
        out.println();
        out.println(styled("1", text));
        out.println("-".repeat(text.length()));
    }

    public String bold(String text) {
        return styled("1", text);
    }

    public String dim(String text) {
        return styled("2", text);
    }

    /** Returns text in the color of a severity. */
    public String colored(Severity severity, String text) {
        return switch (severity) {
            case CRITICAL -> styled("1;31", text);
            case HIGH -> styled("31", text);
            case MEDIUM -> styled("33", text);
            case LOW -> styled("32", text);
            case UNKNOWN -> styled("2", text);
        };
    }

    private String styled(String code, String text) {
        return colours ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }

    private static int width(Map<String, String> environment) {
        String columns = environment.getOrDefault("COLUMNS", "");
        return columns.matches("\\d{2,4}") ? Math.max(60, Integer.parseInt(columns)) : DEFAULT_WIDTH;
    }
}
