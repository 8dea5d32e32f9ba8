package io.grantkeeper.identity;

/** What proves that an identity is itself. */
public enum CredentialType {
    SECRET,
    CERTIFICATE,
    SSH_KEY,
    TOKEN,
    PASSWORD,
    FEDERATED,
    UNKNOWN
}
