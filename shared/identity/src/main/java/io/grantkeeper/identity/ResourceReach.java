package io.grantkeeper.identity;

/** How many of the available resources a grant covers, for example repositories, mailboxes or sites. */
public enum ResourceReach {
    NONE,
    SELECTED,
    ALL,
    UNKNOWN
}
