package io.grantkeeper.policy.intent;

/** Calculates the line and column of a position in a document in the same way as text editors. */
final class TextLocation {
    private TextLocation() {}

    static DocumentLocation of(String document, String text, int offset) {
        int line = 1;
        int begin = 0;
        for (int i = 0; i < offset; i++) {
            if (text.charAt(i) == '\n') {
                line++;
                begin = i + 1;
            }
        }
        return new DocumentLocation(document, line, text.codePointCount(begin, offset) + 1);
    }

    /** Returns whether a position is at the end of the text. */
    static boolean isTheEnd(String text, DocumentLocation location) {
        return text.lines().count() <= location.line() && character(text, location) == ' ';
    }

    /** Returns the character at a position; a space if the line ends before it. */
    static char character(String text, DocumentLocation location) {
        String line = text.lines().skip(location.line() - 1L).findFirst().orElse("");
        int column = location.column() - 1;
        return column < line.codePointCount(0, line.length()) ? line.charAt(line.offsetByCodePoints(0, column)) : ' ';
    }
}
