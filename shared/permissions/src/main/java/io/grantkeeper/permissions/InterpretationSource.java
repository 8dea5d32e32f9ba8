package io.grantkeeper.permissions;

import java.util.Locale;

/** How the interpretation of a permission was obtained, from most to least certain. */
public enum InterpretationSource {
    /** A person curated the meaning of exactly this permission. */
    CURATED,
    /** Derived from the provider's grammar, with a known meaning for every word. */
    DERIVED,
    /** Inferred from general words in its name, or derived for a name that is not in the provider's vocabulary. */
    INFERRED,
    /** No word in its name is understood, so it may allow anything. */
    UNKNOWN;

    /** Returns the lowercase name for JSON. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static InterpretationSource ofWireName(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
