package io.grantkeeper.identity.text;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** Suggests the intended word for a misspelled one. */
public final class SpellingSuggestion {
    /**
     * The maximum edit distance between similar short words. For long words, the maximum is a third of their length.
     */
    private static final int SIMILAR = 2;

    /** The maximum length of a word that can count as a misspelling. */
    private static final int LONGEST = 64;

    private SpellingSuggestion() {}

    /**
     * Returns the known word with the smallest edit distance if that distance is small, or else a known word that
     * contains the given one; empty if there is neither. Case and separators are ignored.
     */
    public static Optional<String> nearest(String seen, Collection<String> known) {
        if (seen.length() > LONGEST) {
            return Optional.empty();
        }
        String letters = letters(seen);
        String best = null;
        int least = Math.max(SIMILAR, letters.length() / 3) + 1;
        for (String word : new TreeSet<>(known)) {
            int distance = distance(letters, letters(word));
            if (distance < least) {
                least = distance;
                best = word;
            }
        }
        return Optional.ofNullable(best)
                .or(() -> known.stream()
                        .filter(word ->
                                letters.length() > SIMILAR && letters(word).contains(letters))
                        .sorted()
                        .findFirst());
    }

    /**
     * Returns a question that suggests a known word, for example "did you mean 'mail'?"; empty if no known word is
     * similar.
     */
    public static Optional<String> question(String seen, Collection<String> known) {
        return nearest(seen, known).map("did you mean '%s'?"::formatted);
    }

    /**
     * Returns a suggestion to append to an error message, for example "; did you mean 'mail'?"; an empty string if no
     * known word is similar.
     */
    public static String appended(String seen, Collection<String> known) {
        return question(seen, known).map(question -> "; " + question).orElse("");
    }

    /** Returns how many characters must be added, removed or changed to turn one word into the other. */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int above = row[j];
                int change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(Math.min(row[j - 1], above) + 1, change);
                diagonal = above;
            }
        }
        return row[other.length()];
    }

    private static String letters(String word) {
        return word.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
