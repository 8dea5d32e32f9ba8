package io.grantkeeper.functions.connections;

import io.grantkeeper.identity.text.SpellingSuggestion;
import java.util.Collection;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Formats operator-written names for use in messages. */
final class SecretSafeName {
    /** Matches every valid name, but few secrets, because most secrets are longer. */
    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,39}");

    private SecretSafeName() {}

    /**
     * Returns the name in quotes. If the string cannot be a name, it may be a pasted secret, so the result states only
     * its length.
     */
    static String name(String text) {
        return PLAIN_NAME.matcher(text).matches()
                ? "'" + text + "'"
                : "a name of %d characters".formatted(text.length());
    }

    /** Returns a sentence that suggests the most similar valid name, or lists the valid names if none is similar. */
    static String suggestion(String wrong, Collection<String> known) {
        return SpellingSuggestion.question(wrong, known)
                .orElseGet(() -> "valid names: " + String.join(", ", new TreeSet<>(known)));
    }
}
