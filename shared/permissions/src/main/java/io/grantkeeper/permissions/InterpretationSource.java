package io.grantkeeper.permissions;

import java.util.Locale;

/** The ways in which the interpretation of a permission can be obtained, from most to least certain. */
public enum InterpretationSource {
    /** A person determined the meaning of exactly this permission. */
    CURATED,
    /** Derived from the provider's grammar. The meaning of every word is known. */
    DERIVED,
    /**
     * Inferred from general words in the permission's name, or derived for a name that is not in the provider's
     * vocabulary.
     */
    INFERRED,
    /** No word in the permission's name is understood, so the permission may allow anything. */
    UNKNOWN;

    /** Returns the lowercase name for JSON. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static InterpretationSource ofWireName(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
