package io.grantkeeper.reports.terminal;

/**
 * Text in one of the terminal's styles. The style is not part of the characters: only {@link TerminalOutput} writes
 * escape sequences, after it has normalized the text.
 */
public final class StyledText implements CharSequence {
    /** A style, with the parameters of its escape sequence (ECMA-48, "select graphic rendition"). */
    enum Style {
        BOLD("1"),
        DIM("2"),
        BOLD_RED("1;31"),
        RED("31"),
        YELLOW("33"),
        GREEN("32");

        private final String parameters;

        Style(String parameters) {
            this.parameters = parameters;
        }

        String parameters() {
            return parameters;
        }
    }

    private final Style style;
    private final String text;

    StyledText(Style style, String text) {
        this.style = style;
        this.text = text;
    }

    Style style() {
        return style;
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.subSequence(start, end);
    }

    /** Returns the text without its style. */
    @Override
    public String toString() {
        return text;
    }
}
