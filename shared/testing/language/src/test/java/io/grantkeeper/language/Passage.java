package io.grantkeeper.language;

import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A block of prose from one file: a paragraph, a table cell or a string literal. {@link #PLACEHOLDER} replaces
 * any code or value in the block.
 *
 * @param file relative to the repository
 * @param text the prose
 * @param lines maps the offset at which each line begins in the text to the number of that line in the file
 */
record Passage(String file, String text, TreeMap<Integer, Integer> lines) {
    /** The word that replaces code, a link or a value. No dictionary contains it, and no rule may report it. */
    static final String PLACEHOLDER = "Zqx";

    private static final Pattern WORD = Pattern.compile("(?<![\\p{L}\\d])\\p{L}[\\p{L}'’-]*(?![\\p{L}\\d])");

    int line(int offset) {
        return lines.floorEntry(offset).getValue();
    }

    /** Returns the number of words in the passage, not counting placeholders. */
    int words() {
        return (int) WORD.matcher(text.replace(PLACEHOLDER, " ")).results().count();
    }

    /**
     * Returns the passage with every match of the pattern replaced. The replacement can refer to groups, as in {@link
     * Matcher#appendReplacement}.
     */
    Passage replace(Pattern pattern, String replacement) {
        Builder result = new Builder(file);
        Matcher matcher = pattern.matcher(text);
        int end = 0;
        while (matcher.find()) {
            copy(end, matcher.start(), result);
            StringBuilder expanded = new StringBuilder();
            matcher.appendReplacement(expanded, replacement);
            result.append(expanded.substring(matcher.start() - end), line(matcher.start()));
            end = matcher.end();
        }
        copy(end, text.length(), result);
        return result.build();
    }

    private void copy(int from, int to, Builder target) {
        int start = from;
        while (start < to) {
            Integer next = lines.higherKey(start);
            int end = next == null ? to : Math.min(next, to);
            target.append(text.substring(start, end), line(start));
            start = end;
        }
    }

    /** Builds a passage from the text of successive lines. */
    static final class Builder {
        private final String file;
        private final StringBuilder text = new StringBuilder();
        private final TreeMap<Integer, Integer> lines = new TreeMap<>();

        Builder(String file) {
            this.file = file;
        }

        Builder append(String part, int line) {
            lines.put(text.length(), line);
            text.append(part);
            return this;
        }

        boolean isEmpty() {
            return text.toString().isBlank();
        }

        Passage build() {
            if (lines.isEmpty()) {
                lines.put(0, 1);
            }
            return new Passage(file, text.toString(), new TreeMap<>(lines));
        }
    }
}
