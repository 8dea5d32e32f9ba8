package io.grantkeeper.identity;

/** Whether a person still works for the company, as far as the provider reports it. */
public enum EmploymentStatus {
    ACTIVE,
    /** The person is temporarily unable to sign in, and may return. */
    SUSPENDED,
    LEFT,
    /** The person is not employed by this company, for example an outside collaborator or guest. */
    EXTERNAL,
    UNKNOWN
}
