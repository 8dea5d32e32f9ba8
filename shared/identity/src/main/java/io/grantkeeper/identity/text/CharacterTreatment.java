package io.grantkeeper.identity.text;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Set;

/**
 * How {@link TextNormalization} treats a character. Invisible characters are kept only where a script or an emoji needs
 * them (Unicode Technical Standard #51; RFC 5892, appendix A.1 and A.2).
 */
enum CharacterTreatment {
    KEEP,
    /** A line feed, or a carriage return that no line feed follows. */
    LINE_BREAK,
    /** A tab or form feed, or a line separator other than {@link #LINE_BREAK}. */
    SPACE,
    /** A control character, half of a surrogate pair, or a code point that is never a character. */
    REPLACE,
    /** An invisible character. */
    REMOVE;

    /** The value for "no character": before the first one, and after the last one. */
    static final int NONE = -1;

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;
    private static final int EMOJI_VARIATION = 0xFE0F;
    private static final int KEYCAP = 0x20E3;

    /** The scripts whose letters join, so that a joiner between two of them changes how a word is written. */
    private static final class Joining {
        static final Set<UnicodeScript> SCRIPTS = EnumSet.of(
                UnicodeScript.ARABIC,
                UnicodeScript.SYRIAC,
                UnicodeScript.MONGOLIAN,
                UnicodeScript.NKO,
                UnicodeScript.DEVANAGARI,
                UnicodeScript.BENGALI,
                UnicodeScript.GURMUKHI,
                UnicodeScript.GUJARATI,
                UnicodeScript.ORIYA,
                UnicodeScript.TAMIL,
                UnicodeScript.TELUGU,
                UnicodeScript.KANNADA,
                UnicodeScript.MALAYALAM,
                UnicodeScript.SINHALA,
                UnicodeScript.KHMER,
                UnicodeScript.MYANMAR);
    }

    /**
     * Returns the treatment of a code point.
     *
     * @param before the preceding character in the normalized text, or {@link #NONE}
     * @param after the code point after it, or {@link #NONE}
     */
    static CharacterTreatment of(int before, int codePoint, int after) {
        if (codePoint >= ' ' && codePoint <= '~') {
            return KEEP;
        }
        return switch (codePoint) {
            case '\n' -> LINE_BREAK;
            case '\r' -> after == '\n' ? KEEP : LINE_BREAK;
            case '\t', 0x0B, '\f', 0x85, 0x2028, 0x2029 -> SPACE;
            case ZERO_WIDTH_JOINER -> isEmojiPair(before, after) || isJoiningPair(before, after) ? KEEP : REMOVE;
            case ZERO_WIDTH_NON_JOINER -> isJoiningPair(before, after) ? KEEP : REMOVE;
            default -> {
                if (isVariationSelector(codePoint)) {
                    yield hasVariants(before, after) ? KEEP : REMOVE;
                }
                yield byType(codePoint);
            }
        };
    }

    private static CharacterTreatment byType(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.SURROGATE -> REPLACE;
            case Character.UNASSIGNED -> isNoncharacter(codePoint) ? REPLACE : isIgnorable(codePoint) ? REMOVE : KEEP;
            case Character.FORMAT -> isVisibleFormat(codePoint) ? KEEP : REMOVE;
            default -> isIgnorable(codePoint) ? REMOVE : KEEP;
        };
    }

    private static boolean isEmojiPair(int before, int after) {
        return before != NONE
                && after != NONE
                && (before == EMOJI_VARIATION
                        || Character.isEmojiModifier(before)
                        || Character.isExtendedPictographic(before))
                && Character.isExtendedPictographic(after);
    }

    private static boolean isJoiningPair(int before, int after) {
        if (before < 0x80 || after < 0x80) {
            return false;
        }
        UnicodeScript script = UnicodeScript.of(before);
        return script == UnicodeScript.of(after) && Joining.SCRIPTS.contains(script);
    }

    private static boolean isVariationSelector(int codePoint) {
        return (codePoint >= 0xFE00 && codePoint <= EMOJI_VARIATION)
                || (codePoint >= 0xE0100 && codePoint <= 0xE01EF)
                || (codePoint >= 0x180B && codePoint <= 0x180F && codePoint != 0x180E);
    }

    /**
     * Returns whether a variation selector can change the appearance of the character before it. This is possible for
     * symbols, punctuation, caseless letters such as ideographs, and the characters of keycap emoji.
     */
    private static boolean hasVariants(int before, int after) {
        if (before < 0x80) {
            return after == KEYCAP && ((before >= '0' && before <= '9') || before == '#' || before == '*');
        }
        return switch (Character.getType(before)) {
            case Character.OTHER_LETTER,
                    Character.OTHER_SYMBOL,
                    Character.MATH_SYMBOL,
                    Character.OTHER_PUNCTUATION,
                    Character.DASH_PUNCTUATION -> true;
            default -> false;
        };
    }

    private static boolean isNoncharacter(int codePoint) {
        return (codePoint & 0xFFFE) == 0xFFFE || (codePoint >= 0xFDD0 && codePoint <= 0xFDEF);
    }

    /**
     * Returns whether a character of the category "format" has a visible glyph, as Arabic, Syriac and Kaithi number
     * signs and similar marks do.
     */
    private static boolean isVisibleFormat(int codePoint) {
        return (codePoint >= 0x0600 && codePoint <= 0x0605)
                || codePoint == 0x06DD
                || codePoint == 0x070F
                || codePoint == 0x0890
                || codePoint == 0x0891
                || codePoint == 0x08E2
                || codePoint == 0x110BD
                || codePoint == 0x110CD;
    }

    /**
     * Returns whether a code point outside the category "format" has Unicode's property {@code
     * Default_Ignorable_Code_Point}.
     */
    private static boolean isIgnorable(int codePoint) {
        return codePoint == 0x034F
                || codePoint == 0x115F
                || codePoint == 0x1160
                || codePoint == 0x17B4
                || codePoint == 0x17B5
                || codePoint == 0x2065
                || codePoint == 0x3164
                || codePoint == 0xFFA0
                || (codePoint >= 0xFFF0 && codePoint <= 0xFFF8)
                || (codePoint >= 0xE0000 && codePoint <= 0xE0FFF);
    }
}
