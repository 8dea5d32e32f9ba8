package io.grantkeeper.identity;

/** Whether a person still works here, as far as the provider tells. */
public enum Employment {
    ACTIVE,
    /** Cannot sign in for now: may come back. */
    SUSPENDED,
    LEFT,
    /** Not of this company: an outside collaborator or guest. */
    EXTERNAL,
    UNKNOWN
}
