package io.grantkeeper.identity;

/** The employment status of a person: whether the person still works for the company, as reported by the provider. */
public enum EmploymentStatus {
    ACTIVE,
    /** The person is temporarily unable to sign in, and may return. */
    SUSPENDED,
    LEFT,
    /** The person is not employed by this company, for example an outside collaborator or guest. */
    EXTERNAL,
    UNKNOWN
}
