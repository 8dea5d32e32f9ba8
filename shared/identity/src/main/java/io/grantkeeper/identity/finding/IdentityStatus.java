package io.grantkeeper.identity.finding;

/** What has become of an identity as a whole, derived from what it holds. */
public enum IdentityStatus {
    /** Holds at least one live grant or credential. */
    ACTIVE,
    SUSPENDED,
    /** Asked for, nothing given yet. */
    REQUESTED,
    /** Holds nothing any more. */
    GONE
}
