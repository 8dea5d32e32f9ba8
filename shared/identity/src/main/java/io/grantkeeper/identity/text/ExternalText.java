package io.grantkeeper.identity.text;

import java.util.Comparator;

/**
 * A short text that was chosen outside Grantkeeper, such as the name of an app. It has two forms. The raw form is the
 * evidence: it is stored in rows and used for digests and equality. The normalized form is shown to people and used in
 * every text that Grantkeeper derives. Anything that prints this type prints the normalized form.
 *
 * @param raw the text as the provider reported it
 */
public record ExternalText(String raw) implements Comparable<ExternalText> {
    /** The maximum length of the normalized form, in code points. */
    public static final int MAX_LENGTH = 256;

    /** The maximum number of characters that are normalized. Later characters cannot be part of the normalized form. */
    private static final int MAX_READ = 16 * MAX_LENGTH;

    private static final int BLANK_BRAILLE = 0x2800;

    private static final Comparator<ExternalText> ORDER =
            Comparator.comparing(ExternalText::text).thenComparing(ExternalText::raw);

    public static ExternalText of(String raw) {
        return new ExternalText(raw);
    }

    /**
     * Returns the normalized form: one line without control, invisible and reordering characters, in NFC, truncated to
     * {@link #MAX_LENGTH}. A text in which nothing is visible becomes the replacement character, so that it has a form
     * that people can see.
     */
    public String text() {
        String text = TextNormalization.oneLine(raw.length() <= MAX_READ ? raw : raw.substring(0, MAX_READ));
        if (text.codePoints().allMatch(ExternalText::isBlank)) {
            return raw.isEmpty() ? "" : String.valueOf(TextNormalization.REPLACEMENT);
        }
        int length = text.codePointCount(0, text.length());
        if (length <= MAX_LENGTH && raw.length() <= MAX_READ) {
            return text;
        }
        int end = text.offsetByCodePoints(0, Math.min(length, MAX_LENGTH - 1));
        return TextNormalization.oneLine(text.substring(0, end) + "…");
    }

    private static boolean isBlank(int codePoint) {
        return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint) || codePoint == BLANK_BRAILLE;
    }

    /** Returns the normalized form, so that a formatted message cannot contain the raw one. */
    @Override
    public String toString() {
        return text();
    }

    @Override
    public int compareTo(ExternalText other) {
        return ORDER.compare(this, other);
    }
}
