package io.grantkeeper.identity;

/** How many of the resources in its domain a grant covers: repositories, mailboxes or sites. */
public enum ResourceReach {
    NONE,
    SELECTED,
    ALL,
    UNKNOWN
}
