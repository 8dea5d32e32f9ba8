package io.grantkeeper.identity;

/** The type of an event in a provider's log, in terms that apply to all providers. */
public enum AccessEventType {
    GRANT_GIVEN,
    GRANT_CHANGED,
    GRANT_REVOKED,
    GRANT_REQUESTED,
    GRANT_DENIED,
    CREDENTIAL_ADDED,
    CREDENTIAL_REMOVED,
    IDENTITY_SUSPENDED,
    IDENTITY_RESUMED,
    /** Permission to act as anyone in the tenant was granted (Google's domain-wide delegation). */
    DELEGATION_GIVEN,
    DELEGATION_REVOKED,
    /** An administrator marked the identity as trusted, limited or blocked. */
    TRUST_CHANGED,
    PERSON_JOINED,
    PERSON_LEFT,
    PERSON_CHANGED,
    SIGNED_IN
}
