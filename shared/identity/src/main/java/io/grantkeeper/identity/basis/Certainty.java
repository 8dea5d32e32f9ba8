package io.grantkeeper.identity.basis;

import java.util.Locale;

/** How certain a statement about an identity is, from most to least certain. */
public enum Certainty {
    /** Grantkeeper saw it: a listing contains the row or no longer contains it, or the identity made a request. */
    OBSERVED,
    /** The provider or a person states it, and Grantkeeper cannot verify it. */
    REPORTED,
    /** It follows from other facts by a rule that is right in most cases, but not in all. */
    INFERRED,
    /** Nothing contradicts it, but nothing supports it either. */
    ASSUMED,
    /** No evidence says anything about it. */
    UNKNOWN;

    /** Returns the lowercase word for reports. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the less certain of two values. */
    static Certainty weaker(Certainty first, Certainty second) {
        return first.compareTo(second) >= 0 ? first : second;
    }
}
