package io.grantkeeper.identity.basis;

import java.util.Locale;

/** The certainty of a statement about an identity, from most to least certain. */
public enum Certainty {
    /**
     * Grantkeeper observed the fact itself: a listing contains the row or no longer contains it, or the identity made a
     * request.
     */
    OBSERVED,
    /** The provider or a person states the fact, and Grantkeeper cannot verify it. */
    REPORTED,
    /** The fact follows from other facts by a rule that is right in most cases, but not in all. */
    INFERRED,
    /** Nothing contradicts the statement, but nothing supports it either. */
    ASSUMED,
    /** No evidence says anything about the fact. */
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
