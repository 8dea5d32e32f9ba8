package io.grantkeeper.simulator.company;

/** Where a person stands in Google Workspace. */
public enum PersonStatus {
    ACTIVE,
    SUSPENDED,
    ARCHIVED,
    /** Listed only with {@code showDeleted=true}. */
    DELETED
}
