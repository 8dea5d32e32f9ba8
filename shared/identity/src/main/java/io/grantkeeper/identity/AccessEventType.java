package io.grantkeeper.identity;

/** What a provider's log says has happened, in terms that hold across providers. */
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
    /** Given the right to act as anyone in the tenant (Google's domain-wide delegation). */
    DELEGATION_GIVEN,
    DELEGATION_REVOKED,
    /** An administrator marked it trusted, limited or blocked. */
    TRUST_CHANGED,
    PERSON_JOINED,
    PERSON_LEFT,
    PERSON_CHANGED,
    SIGNED_IN
}
