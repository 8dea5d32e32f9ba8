package io.grantkeeper.simulator.company;

/** The status of a person in Google Workspace. */
public enum GoogleAccountStatus {
    ACTIVE,
    SUSPENDED,
    ARCHIVED,
    /** Deleted. Google lists such accounts only with {@code showDeleted=true}. */
    DELETED
}
