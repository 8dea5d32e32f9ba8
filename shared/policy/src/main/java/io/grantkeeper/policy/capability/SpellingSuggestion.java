package io.grantkeeper.policy.capability;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Suggests the intended word for a misspelled one. */
public final class SpellingSuggestion {
    /** The edit distance at which two words count as unrelated. */
    private static final int OTHER_WORD = 3;

    /** The length beyond which a word is not a misspelling of anything. */
    private static final int LONGEST = 40;

    private SpellingSuggestion() {}

    /**
     * Returns the known word with the smallest edit distance if this distance is small, or else a known word that
     * contains the given one.
     */
    public static Optional<String> nearest(String seen, Collection<String> known) {
        if (seen.length() > LONGEST) {
            return Optional.empty();
        }
        String lower = seen.toLowerCase(Locale.ROOT);
        String best = null;
        int least = OTHER_WORD;
        for (String word : known) {
            int distance = distance(lower, word.toLowerCase(Locale.ROOT));
            if (distance < least) {
                least = distance;
                best = word;
            }
        }
        return Optional.ofNullable(best)
                .or(() -> known.stream()
                        .filter(word -> lower.length() >= OTHER_WORD
                                && word.toLowerCase(Locale.ROOT).contains(lower))
                        .sorted()
                        .findFirst());
    }

    /** Returns "; did you mean 'mail'?", or an empty string. */
    public static String hint(String seen, Collection<String> known) {
        return nearest(seen, known)
                .map(word -> "; did you mean '%s'?".formatted(word))
                .orElse("");
    }

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
}
