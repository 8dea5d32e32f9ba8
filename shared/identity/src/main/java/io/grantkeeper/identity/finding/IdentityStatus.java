package io.grantkeeper.identity.finding;

/** The status of an identity as a whole, derived from its grants and credentials. */
public enum IdentityStatus {
    /** The identity has at least one live grant or credential. */
    ACTIVE,
    SUSPENDED,
    /** The identity was requested, but nothing has been granted yet. */
    REQUESTED,
    /** The identity has no grants or credentials left. */
    GONE
}
