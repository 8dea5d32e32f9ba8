package io.grantkeeper.rightsizing;

/** The assumption about a call whose log line does not state what the call requested. */
public enum RightSizingAssumptions {
    /**
     * Assumes that each call needs no more than the least privileged permission that allows it, as stated in the
     * provider's permission table. The notes state what to check.
     */
    LEAST,
    /**
     * Assumes that granted permissions are used in full. Therefore, a granted permission is not replaced by one that
     * reveals only basic facts or reaches only what the app created. If the call changes something, the granted
     * permission is not replaced by a read-only one either.
     */
    KEEP_CONTENT
}
