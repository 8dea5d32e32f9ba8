package io.grantkeeper.identity;

/** Over how many of the resources in its domain a grant holds: repositories, mailboxes, sites. */
public enum ResourceReach {
    NONE,
    SELECTED,
    ALL,
    UNKNOWN
}
