package io.grantkeeper.identity;

/** The provider status: whether the provider currently allows the use of an identity, grant or credential. */
public enum ProviderStatus {
    ACTIVE,
    /** Present, but unusable until the suspension is lifted. */
    SUSPENDED,
    /** Requested, but not granted yet. */
    REQUESTED,
    UNKNOWN
}
