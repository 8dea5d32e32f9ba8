package io.grantkeeper.permissions;

import java.util.Locale;

/** How an understanding of a permission was come by, from the surest to none. */
public enum Source {
    /** A person wrote down what exactly this permission means. */
    CURATED,
    /** Its provider's grammar and the meaning of each of its words are known. */
    DERIVED,
    /** Guessed from general words in its name, or not in the provider's vocabulary at all. */
    INFERRED,
    /** Nothing in its name is understood: it may be anything. */
    UNKNOWN;

    /** The lower-case name used in JSON. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Source ofWireName(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
