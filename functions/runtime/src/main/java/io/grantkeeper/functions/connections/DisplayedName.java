package io.grantkeeper.functions.connections;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Formats names that an operator wrote, for messages. */
final class DisplayedName {
    /** Matches every valid name, but is too short for most secrets. */
    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,39}");

    private DisplayedName() {}

    /** Returns the name in quotes. Text that cannot be a name may be a pasted secret, so only its length is shown. */
    static String name(String text) {
        return PLAIN_NAME.matcher(text).matches()
                ? "'" + text + "'"
                : "a name of %d characters".formatted(text.length());
    }

    /** Returns a sentence that suggests the most similar valid name, or lists the valid names if none is similar. */
    static String suggestion(String wrong, Collection<String> known) {
        return nearest(wrong, known)
                .map("did you mean '%s'?"::formatted)
                .orElseGet(() -> "valid names: " + String.join(", ", new TreeSet<>(known)));
    }

    private static Optional<String> nearest(String wrong, Collection<String> known) {
        int most = Math.max(2, wrong.length() / 3);
        return known.stream()
                .min(Comparator.<String>comparingInt(name -> distance(wrong, name))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(name -> distance(wrong, name) <= most);
    }

    /**
     * Returns how many letters must be added, removed or changed to turn one name into the other, ignoring case and
     * separators.
     */
    private static int distance(String one, String other) {
        String a = letters(one);
        String b = letters(other);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }

    private static String letters(String name) {
        String shortened = name.length() > 64 ? name.substring(0, 64) : name;
        return shortened.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
