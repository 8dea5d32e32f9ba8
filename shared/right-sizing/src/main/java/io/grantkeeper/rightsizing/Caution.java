package io.grantkeeper.rightsizing;

/** What a recommendation may assume of calls whose log line does not say what they asked for. */
public enum Caution {
    /** The least that the provider's table admits each call with; notes say what to check. */
    LEAST,
    /**
     * Whoever may read content is taken to read it, and whoever reaches everything to need more than its own: no
     * permission that shows only basics, or reaches only what the app made, replaces a granted one that does more; nor does
     * one that only reads, for a call that changes something.
     */
    KEEP_CONTENT
}
