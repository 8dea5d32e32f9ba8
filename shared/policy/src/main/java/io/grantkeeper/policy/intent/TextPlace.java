package io.grantkeeper.policy.intent;

/** Places in a text as editors count them. */
final class TextPlace {
    private TextPlace() {}

    static Place of(String document, String text, int offset) {
        int line = 1;
        int begin = 0;
        for (int i = 0; i < offset; i++) {
            if (text.charAt(i) == '\n') {
                line++;
                begin = i + 1;
            }
        }
        return new Place(document, line, text.codePointCount(begin, offset) + 1);
    }

    /** Whether nothing more stands there or after it. */
    static boolean isTheEnd(String text, Place place) {
        return text.lines().count() <= place.line() && character(text, place) == ' ';
    }

    /** What stands there; a space where nothing does. */
    static char character(String text, Place place) {
        String line = text.lines().skip(place.line() - 1L).findFirst().orElse("");
        int column = place.column() - 1;
        return column < line.codePointCount(0, line.length()) ? line.charAt(line.offsetByCodePoints(0, column)) : ' ';
    }
}
