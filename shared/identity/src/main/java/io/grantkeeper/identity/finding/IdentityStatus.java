package io.grantkeeper.identity.finding;

/** The status of an identity as a whole, derived from its grants and credentials. */
public enum IdentityStatus {
    /** Has at least one live grant or credential. */
    ACTIVE,
    SUSPENDED,
    /** Requested, but nothing granted yet. */
    REQUESTED,
    /** Has no grants or credentials left. */
    GONE
}
