package io.grantkeeper.identity.finding;

/** The access that all grants and credentials of an identity provide in total, from least to most. */
public enum RowAccess {
    /** It never had a grant or a credential. */
    NO_ROWS,
    /** All of its grants and credentials were removed. */
    ALL_REMOVED,
    /** Each live grant and credential is suspended. */
    SUSPENDED,
    /** At least one is waiting for approval, and none can be used. */
    REQUESTED,
    /** At least one can be used. */
    USABLE
}
