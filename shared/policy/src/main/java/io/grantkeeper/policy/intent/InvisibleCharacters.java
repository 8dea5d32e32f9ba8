package io.grantkeeper.policy.intent;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Finds characters that look different to people than to a program. Control characters could overwrite text in a
 * terminal, directional marks could make a line look different from how it is parsed, and the replacement character
 * shows that bytes were lost. A policy must mean what people see when they read it, so these characters are rejected.
 */
final class InvisibleCharacters {
    private InvisibleCharacters() {}

    /**
     * Returns an error for the first invisible or misleading character in a document; empty if there is none. The
     * document may start with a byte order mark.
     */
    static Optional<DocumentError> find(String document, String text) {
        int at = indexOfIllegible(text, text.startsWith("\uFEFF") ? 1 : 0);
        return at < text.length()
                ? Optional.of(mistake(TextLocation.of(document, text, at), text.codePointAt(at)))
                : Optional.empty();
    }

    /**
     * Returns an error for the first invisible or misleading character in a parsed value; empty if there is none.
     * Values are checked separately because escape sequences in a string can produce such characters.
     */
    static Optional<DocumentError> find(DocumentLocation location, String value) {
        int at = indexOfIllegible(value, 0);
        return at < value.length() ? Optional.of(mistake(location, value.codePointAt(at))) : Optional.empty();
    }

    private static int indexOfIllegible(String text, int from) {
        return IntStream.range(from, text.length())
                .filter(at -> isIllegible(text, at))
                .findFirst()
                .orElse(text.length());
    }

    private static boolean isIllegible(String text, int at) {
        char seen = text.charAt(at);
        return switch (Character.getType(seen)) {
            case Character.CONTROL -> seen != '\n' && seen != '\t' && seen != '\r' && seen != '\u0085';
            case Character.FORMAT -> isDirectionalMark(seen) || seen == '\uFEFF';
            case Character.SURROGATE ->
                Character.isHighSurrogate(seen)
                        ? at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1))
                        : at == 0 || !Character.isHighSurrogate(text.charAt(at - 1));
            case Character.UNASSIGNED -> seen >= '\uFFFE';
            default -> seen == '\uFFFD';
        };
    }

    /**
     * Returns whether a character changes the order in which the following text is displayed. Directional marks that
     * ordinary text needs do not count.
     */
    private static boolean isDirectionalMark(char seen) {
        return (seen >= '\u202A' && seen <= '\u202E') || (seen >= '\u2066' && seen <= '\u2069');
    }

    private static DocumentError mistake(DocumentLocation location, int codePoint) {
        String name = String.format(Locale.ROOT, "U+%04X", codePoint);
        return new DocumentError(
                location,
                "",
                codePoint == 0xFFFD
                        ? "this is not valid UTF-8, or the text was damaged earlier: %s replaces lost characters; save the document as UTF-8"
                                .formatted(name)
                        : "contains the invisible character %s; remove it".formatted(name));
    }
}
