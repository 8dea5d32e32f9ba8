package io.grantkeeper.identity;

/** Whether the provider lets an identity, grant or credential be used right now. */
public enum Standing {
    ACTIVE,
    /** Kept, but unusable until someone lifts the suspension. */
    SUSPENDED,
    /** Asked for, not yet given. */
    REQUESTED,
    UNKNOWN
}
