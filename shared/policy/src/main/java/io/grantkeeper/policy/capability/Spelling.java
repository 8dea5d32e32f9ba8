package io.grantkeeper.policy.capability;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** What somebody probably meant who wrote a word that nobody knows. */
public final class Spelling {
    /** From so many letters that differ on, it is another word. */
    private static final int OTHER_WORD = 3;

    /** Longer ones are no misspelling of anything. */
    private static final int LONGEST = 40;

    private Spelling() {}

    /** The known word that differs by the fewest letters, where those are few; else one of which it is a part. */
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

    /** "; did you mean 'mail'?", or nothing. */
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
