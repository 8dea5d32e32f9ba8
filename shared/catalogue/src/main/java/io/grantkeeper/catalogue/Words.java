package io.grantkeeper.catalogue;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A name cut into words: at anything that is neither letter nor digit, where letters of one script meet another, where
 * letters meet digits, and inside camelCase. "ChatGPT-4" gives chat, gpt, 4; "Daikin" stays whole, so that no word is
 * ever found inside another.
 *
 * @param written the words as written, width variants unified
 * @param folded the same words in lower case without Latin accents
 * @param apart for each word, whether a space or sign parts it from the one before; not so inside camelCase
 */
record Words(List<String> written, List<String> folded, List<Boolean> apart) {

    private static final Pattern DOTTED_INITIALS =
            Pattern.compile("(?<![\\p{L}])(\\p{Lu})\\.(\\p{Lu})\\.?+(?![\\p{L}])");
    private static final Pattern ACCENTS = Pattern.compile("[\\u0300-\\u036f]");
    private static final Pattern JOINERS = Pattern.compile("[\\p{Cf}'’ʼ`´]");

    /** Marks of ownership, which Unicode's normal forms would turn into letters at the end of a name. */
    private static final Pattern MARKS_OF_OWNERSHIP = Pattern.compile("[™®©℠℗]");

    /** Words with a capital inside that begins no other word, as it would in camelCase. */
    private static final Set<String> UNDIVIDED = Set.of("OAuth", "GmbH", "iOS", "macOS", "iPadOS", "SpA", "OpCo");

    /** Names longer than this many characters are cut: no product has one, and the input may be hostile. */
    private static final int LONGEST = 300;

    static Words of(String text) {
        String shortened = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        return cut(isAscii(shortened) ? joinedAscii(shortened) : joined(shortened));
    }

    private static String joined(String text) {
        String unmarked = MARKS_OF_OWNERSHIP.matcher(text).replaceAll(" ");
        String unified = Normalizer.normalize(unmarked, Normalizer.Form.NFKC);
        return withoutDots(JOINERS.matcher(unified).replaceAll(""));
    }

    private static String joinedAscii(String text) {
        return withoutDots(text.replace("'", "").replace("`", ""));
    }

    private static String withoutDots(String text) {
        return text.indexOf('.') < 0 ? text : DOTTED_INITIALS.matcher(text).replaceAll("$1$2 ");
    }

    /** Most names are; nothing of Unicode's normal forms changes them, and thousands are read where a function starts. */
    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    /** The whole as one key, the same for "Open AI", "OpenAI" and "open-ai". */
    String key() {
        return String.join("", folded);
    }

    /** The key of the words from one index up to, and without, another. */
    String key(int from, int to) {
        return String.join("", folded.subList(from, to));
    }

    Words part(int from, int to) {
        return new Words(written.subList(from, to), folded.subList(from, to), apart.subList(from, to));
    }

    /**
     * Whether the words from one index up to another stand alone, not glued to a neighbour as in camelCase; the number
     * of a version may be glued on, as in "Qwen3".
     */
    boolean standAlone(int from, int to) {
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

    private static Words cut(String text) {
        int[] points = points(text);
        List<String> words = new ArrayList<>();
        List<String> folded = new ArrayList<>();
        List<Boolean> apart = new ArrayList<>();
        boolean gap = true;
        int start = -1;
        for (int i = 0; i <= points.length; i++) {
            boolean inWord = i < points.length && isWordPart(points[i]);
            if (start >= 0 && (!inWord || isBoundary(points, start, i))) {
                String word = new String(points, start, i - start);
                if (!gap && UNDIVIDED.contains(words.getLast() + word)) {
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
        return new Words(List.copyOf(words), List.copyOf(folded), List.copyOf(apart));
    }

    private static int[] points(String text) {
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

    /** Whether a new word starts at {@code i}, which is not the first letter of the word that began at {@code start}. */
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
