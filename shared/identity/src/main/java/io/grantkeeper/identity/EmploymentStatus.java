package io.grantkeeper.identity;

/** Whether a person still works for the company, as far as the provider reports it. */
public enum EmploymentStatus {
    ACTIVE,
    /** Temporarily unable to sign in; may return. */
    SUSPENDED,
    LEFT,
    /** Not employed by this company: an outside collaborator or guest. */
    EXTERNAL,
    UNKNOWN
}
