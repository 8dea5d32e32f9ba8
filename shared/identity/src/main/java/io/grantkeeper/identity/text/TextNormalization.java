package io.grantkeeper.identity.text;

import java.text.Normalizer;

/**
 * Normalizes text, so that its appearance cannot hide or misrepresent its content. Control characters are replaced,
 * invisible characters and characters that reorder text are removed, and the rest is converted to Unicode normalization
 * form C (NFC). Text that is already harmless does not change, and text that was normalized does not change if it is
 * normalized again.
 */
public final class TextNormalization {
    /** The replacement character, U+FFFD, which is shown in place of a character that cannot be shown. */
    public static final char REPLACEMENT = '\uFFFD';

    /**
     * The maximum number of marks on one letter, from Unicode Technical Standard #39, section 5.4. More marks would
     * overlap the lines of text above and below.
     */
    private static final int MAX_MARKS = 4;

    private TextNormalization() {}

    /** Returns the normalized text as one line: each run of line breaks and tabs becomes one space. */
    public static String oneLine(String text) {
        return normalize(text, false);
    }

    /**
     * Returns the normalized text with its line breaks (LF or CRLF) and tabs; a carriage return alone becomes a line
     * feed.
     */
    public static String lines(String text) {
        return normalize(text, true);
    }

    /**
     * Escapes the characters in a JSON document that must not reach a terminal or a log viewer. They occur only in
     * strings, so the document's meaning does not change.
     */
    public static String escapeInJson(String json) {
        if (isPlain(json, true)) {
            return json;
        }
        StringBuilder escaped = new StringBuilder(json.length() + 16);
        int before = CharacterTreatment.NONE;
        for (int at = 0; at < json.length(); ) {
            int codePoint = json.codePointAt(at);
            at += Character.charCount(codePoint);
            int after = at < json.length() ? json.codePointAt(at) : CharacterTreatment.NONE;
            boolean harmless = codePoint == '\n'
                    || codePoint == '\r'
                    || codePoint == '\t'
                    || CharacterTreatment.of(before, codePoint, after) == CharacterTreatment.KEEP;
            if (harmless) {
                escaped.appendCodePoint(codePoint);
                before = codePoint;
            } else {
                for (char unit : Character.toChars(codePoint)) {
                    appendEscape(escaped, unit);
                }
            }
        }
        return escaped.toString();
    }

    private static void appendEscape(StringBuilder escaped, char unit) {
        escaped.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            escaped.append(Character.forDigit((unit >> shift) & 0xf, 16));
        }
    }

    private static String normalize(String text, boolean keepsLines) {
        if (isPlain(text, keepsLines)) {
            return text;
        }
        String filtered = filter(text, keepsLines);
        // NFC decomposes a few characters, which can give a letter more marks than the limit.
        return Normalizer.isNormalized(filtered, Normalizer.Form.NFC)
                ? filtered
                : filter(Normalizer.normalize(filtered, Normalizer.Form.NFC), keepsLines);
    }

    /** Returns whether a text is printable ASCII, as most text is. */
    private static boolean isPlain(String text, boolean keepsLines) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < ' ' || c > '~') && !(keepsLines && (c == '\n' || c == '\t'))) {
                return false;
            }
        }
        return true;
    }

    private static String filter(String text, boolean keepsLines) {
        StringBuilder kept = new StringBuilder(text.length());
        int before = CharacterTreatment.NONE;
        int marks = 0;
        // A run of line breaks and tabs becomes one space, and a run of control characters one sign.
        boolean inGap = false;
        boolean inReplaced = false;
        for (int at = 0; at < text.length(); ) {
            int codePoint = text.codePointAt(at);
            at += Character.charCount(codePoint);
            int after = at < text.length() ? text.codePointAt(at) : CharacterTreatment.NONE;
            CharacterTreatment treatment = CharacterTreatment.of(before, codePoint, after);
            if (keepsLines && (treatment == CharacterTreatment.LINE_BREAK || codePoint == '\t')) {
                codePoint = codePoint == '\r' ? '\n' : codePoint;
                treatment = CharacterTreatment.KEEP;
            } else if (!keepsLines && codePoint == '\r') {
                treatment = CharacterTreatment.SPACE;
            }
            switch (treatment) {
                case KEEP -> {
                    marks = isMark(codePoint) ? marks + 1 : 0;
                    if (marks <= MAX_MARKS) {
                        kept.appendCodePoint(codePoint);
                        before = codePoint;
                    }
                    inGap = false;
                    inReplaced = false;
                }
                case LINE_BREAK, SPACE -> {
                    if (!inGap) {
                        kept.append(' ');
                    }
                    before = ' ';
                    marks = 0;
                    inGap = true;
                    inReplaced = false;
                }
                case REPLACE -> {
                    if (!inReplaced) {
                        kept.append(REPLACEMENT);
                    }
                    before = REPLACEMENT;
                    marks = 0;
                    inGap = false;
                    inReplaced = true;
                }
                case REMOVE -> {
                    // The characters before and after it become neighbors.
                }
            }
        }
        return kept.toString();
    }

    private static boolean isMark(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
    }
}
