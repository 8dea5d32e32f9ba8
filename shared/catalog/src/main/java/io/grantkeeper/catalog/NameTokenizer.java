package io.grantkeeper.catalog;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A name split into words. It is split at every character that is neither a letter nor a digit, between letters of
 * different scripts, between letters and digits, and inside camelCase: "ChatGPT-4" becomes chat, gpt, 4. "Daikin" stays
 * whole, so that the "ai" inside it is never found.
 *
 * @param written the words as written, except that full-width and half-width forms are unified
 * @param folded the same words in lowercase without Latin accents
 * @param apart for each word, whether a space or symbol separates it from the previous word, unlike in camelCase
 */
record NameTokenizer(List<String> written, List<String> folded, List<Boolean> apart) {

    private static final Pattern DOTTED_INITIALS =
            Pattern.compile("(?<![\\p{L}])(\\p{Lu})\\.(\\p{Lu})\\.?+(?![\\p{L}])");
    private static final Pattern ACCENTS = Pattern.compile("[\\u0300-\\u036f]");
    private static final Pattern JOINERS = Pattern.compile("[\\p{Cf}'’ʼ`´]");

    /** Trademark symbols, which Unicode normalization would turn into letters at the end of a name. */
    private static final Pattern OWNERSHIP_TAGS = Pattern.compile("[™®©℠℗]");

    /** Words that contain a capital letter but are not split there, unlike camelCase words. */
    private static final Set<String> NOT_SPLIT = Set.of("OAuth", "GmbH", "iOS", "macOS", "iPadOS", "SpA", "OpCo");

    /**
     * The maximum number of characters. Longer names are truncated, because no product has a longer name and the input
     * may be hostile.
     */
    private static final int LONGEST = 300;

    static NameTokenizer of(String text) {
        String shortened = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        return split(isAscii(shortened) ? normalizeAscii(shortened) : normalize(shortened));
    }

    private static String normalize(String text) {
        String unmarked = OWNERSHIP_TAGS.matcher(text).replaceAll(" ");
        String unified = Normalizer.normalize(unmarked, Normalizer.Form.NFKC);
        return joinDottedInitials(JOINERS.matcher(unified).replaceAll(""));
    }

    private static String normalizeAscii(String text) {
        return joinDottedInitials(text.replace("'", "").replace("`", ""));
    }

    private static String joinDottedInitials(String text) {
        return text.indexOf('.') < 0 ? text : DOTTED_INITIALS.matcher(text).replaceAll("$1$2 ");
    }

    /**
     * Returns whether a string is ASCII. Most names are ASCII and need no Unicode normalization, which saves time
     * during a cold start that reads thousands of names.
     */
    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    /** Returns all words as one key. "Open AI", "OpenAI" and "open-ai" have the same key. */
    String key() {
        return String.join("", folded);
    }

    /** Returns the key of the words from one index (inclusive) to another (exclusive). */
    String key(int from, int to) {
        return String.join("", folded.subList(from, to));
    }

    NameTokenizer slice(int from, int to) {
        return new NameTokenizer(written.subList(from, to), folded.subList(from, to), apart.subList(from, to));
    }

    /**
     * Returns whether the words from one index (inclusive) to another (exclusive) stand alone rather than being part of
     * a camelCase word. A version number may follow directly, as in "Qwen3".
     */
    boolean isSeparate(int from, int to) {
        boolean versioned = to < count() && isNumber(to) && (to + 1 == count() || apart.get(to + 1));
        return (from == 0 || apart.get(from)) && (to == count() || apart.get(to) || versioned);
    }

    private boolean isNumber(int i) {
        return folded.get(i).chars().allMatch(Character::isDigit);
    }

    int count() {
        return folded.size();
    }

    boolean isEmpty() {
        return folded.isEmpty();
    }

    private static String fold(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        if (isAscii(lower)) {
            return lower;
        }
        String decomposed = Normalizer.normalize(lower, Normalizer.Form.NFD);
        return Normalizer.normalize(ACCENTS.matcher(decomposed).replaceAll(""), Normalizer.Form.NFC);
    }

    private static NameTokenizer split(String text) {
        int[] points = codePoints(text);
        List<String> words = new ArrayList<>();
        List<String> folded = new ArrayList<>();
        List<Boolean> apart = new ArrayList<>();
        boolean gap = true;
        int start = -1;
        for (int i = 0; i <= points.length; i++) {
            boolean inWord = i < points.length && isWordPart(points[i]);
            if (start >= 0 && (!inWord || isBoundary(points, start, i))) {
                String word = new String(points, start, i - start);
                if (!gap && NOT_SPLIT.contains(words.getLast() + word)) {
                    word = words.removeLast() + word;
                    folded.removeLast();
                    gap = apart.removeLast();
                }
                words.add(word);
                folded.add(fold(word));
                apart.add(gap);
                gap = false;
                start = -1;
            }
            gap |= !inWord;
            if (inWord && start < 0) {
                start = i;
            }
        }
        return new NameTokenizer(List.copyOf(words), List.copyOf(folded), List.copyOf(apart));
    }

    private static int[] codePoints(String text) {
        if (!isAscii(text)) {
            return text.codePoints().toArray();
        }
        int[] points = new int[text.length()];
        for (int i = 0; i < points.length; i++) {
            points[i] = text.charAt(i);
        }
        return points;
    }

    private static boolean isWordPart(int point) {
        if (point < 0x80) {
            return Kind.of(point) != Kind.MARK;
        }
        int type = Character.getType(point);
        return Character.isLetterOrDigit(point)
                || type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }

    /**
     * Returns whether a new word starts at {@code i}, a position after the first letter of the word that began at
     * {@code start}.
     */
    private static boolean isBoundary(int[] points, int start, int i) {
        Kind before = Kind.of(points[i - 1]);
        Kind here = Kind.of(points[i]);
        if (here == Kind.MARK || before == Kind.MARK) {
            return false;
        }
        if (!before.joins(here)) {
            return true;
        }
        if (before == Kind.LOWER && here == Kind.UPPER) {
            return true;
        }
        // "XMLFile" breaks before "File", but "GPTs" does not break before the plural s.
        return before == Kind.UPPER
                && here == Kind.UPPER
                && i > start
                && i + 1 < points.length
                && Kind.of(points[i + 1]) == Kind.LOWER
                && !isPluralEnd(points, i + 1);
    }

    private static boolean isPluralEnd(int[] points, int i) {
        return points[i] == 's' && (i + 1 == points.length || !isWordPart(points[i + 1]));
    }

    private enum Kind {
        LOWER,
        UPPER,
        LETTER,
        HAN,
        KANA,
        HANGUL,
        DIGIT,
        MARK;

        static Kind of(int point) {
            return point < 0x80 ? ofAscii(point) : ofAny(point);
        }

        private static Kind ofAscii(int point) {
            if (point >= 'a' && point <= 'z') {
                return LOWER;
            }
            if (point >= 'A' && point <= 'Z') {
                return UPPER;
            }
            return point >= '0' && point <= '9' ? DIGIT : MARK;
        }

        private static Kind ofAny(int point) {
            if (Character.isDigit(point)) {
                return DIGIT;
            }
            if (!Character.isLetter(point)) {
                return MARK;
            }
            return switch (Character.UnicodeScript.of(point)) {
                case HAN -> HAN;
                case HIRAGANA, KATAKANA -> KANA;
                case HANGUL -> HANGUL;
                case COMMON -> point == 'ー' ? KANA : LETTER;
                default -> Character.isUpperCase(point) ? UPPER : Character.isLowerCase(point) ? LOWER : LETTER;
            };
        }

        boolean joins(Kind next) {
            return this == next || (this == UPPER && next == LOWER) || (this == LOWER && next == UPPER);
        }
    }
}
