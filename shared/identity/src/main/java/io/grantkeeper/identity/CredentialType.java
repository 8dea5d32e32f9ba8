package io.grantkeeper.identity;

/** The type of a credential with which an identity authenticates. */
public enum CredentialType {
    SECRET,
    CERTIFICATE,
    SSH_KEY,
    TOKEN,
    PASSWORD,
    FEDERATED,
    UNKNOWN
}
