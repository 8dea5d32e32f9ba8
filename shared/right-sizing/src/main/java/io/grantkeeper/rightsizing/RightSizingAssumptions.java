package io.grantkeeper.rightsizing;

/** The assumption about a call whose log line does not state what the call requested. */
public enum RightSizingAssumptions {
    /**
     * Assumes that each call needs no more than the least privileged permission that admits it according to the
     * provider's table. The notes state what to check.
     */
    LEAST,
    /**
     * Assumes that granted permissions are used in full. So a granted permission is not replaced by one that reveals
     * only basic facts or reaches only what the app created. For a call that changes something, it is not replaced by a
     * read-only permission either.
     */
    KEEP_CONTENT
}
