package io.grantkeeper.policy.intent;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A character that one does not see as a program does: control characters could rewrite a terminal, marks of direction let
 * a line read otherwise than it is parsed, and the replacement character stands for bytes that were lost. A policy is what
 * people read in it, so there is none with such a character in it.
 */
final class Illegible {
    private Illegible() {}

    /** In a whole document, before it is parsed; a mark of byte order may begin it. */
    static Optional<Mistake> in(String document, String text) {
        int at = first(text, text.startsWith("\uFEFF") ? 1 : 0);
        return at < text.length()
                ? Optional.of(mistake(TextPlace.of(document, text, at), text.codePointAt(at)))
                : Optional.empty();
    }

    /** In a value, which may have such a character by an escape. */
    static Optional<Mistake> in(Place place, String value) {
        int at = first(value, 0);
        return at < value.length() ? Optional.of(mistake(place, value.codePointAt(at))) : Optional.empty();
    }

    private static int first(String text, int from) {
        return IntStream.range(from, text.length())
                .filter(at -> isIllegible(text, at))
                .findFirst()
                .orElse(text.length());
    }

    private static boolean isIllegible(String text, int at) {
        char seen = text.charAt(at);
        return switch (Character.getType(seen)) {
            case Character.CONTROL -> seen != '\n' && seen != '\t' && seen != '\r' && seen != '\u0085';
            case Character.FORMAT -> isDirection(seen) || seen == '\uFEFF';
            case Character.SURROGATE ->
                Character.isHighSurrogate(seen)
                        ? at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1))
                        : at == 0 || !Character.isHighSurrogate(text.charAt(at - 1));
            case Character.UNASSIGNED -> seen >= '\uFFFE';
            default -> seen == '\uFFFD';
        };
    }

    /** Those that reorder what stands after them; the mere marks that languages need are not among them. */
    private static boolean isDirection(char seen) {
        return (seen >= '\u202A' && seen <= '\u202E') || (seen >= '\u2066' && seen <= '\u2069');
    }

    private static Mistake mistake(Place place, int codePoint) {
        String name = String.format(Locale.ROOT, "U+%04X", codePoint);
        return new Mistake(
                place,
                "",
                codePoint == 0xFFFD
                        ? "this is not UTF-8, or was not once: there is %s in the place of what was lost; save the document as UTF-8"
                                .formatted(name)
                        : "there is the character %s, which one does not see; leave it out".formatted(name));
    }
}
