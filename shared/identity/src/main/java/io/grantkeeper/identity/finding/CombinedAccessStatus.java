package io.grantkeeper.identity.finding;

/** The access that all grants and credentials of an identity provide in total, from least to most. */
public enum CombinedAccessStatus {
    /** The identity never had a grant or a credential. */
    NO_ROWS,
    /** All of the identity's grants and credentials were removed. */
    ALL_REMOVED,
    /** Each live grant and credential is suspended. */
    SUSPENDED,
    /** At least one grant or credential is waiting for approval, and none can be used. */
    REQUESTED,
    /** At least one grant or credential can be used. */
    USABLE
}
