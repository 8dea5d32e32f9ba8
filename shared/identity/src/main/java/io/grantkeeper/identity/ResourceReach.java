package io.grantkeeper.identity;

/** How many resources a grant covers, for example repositories, mailboxes or sites. */
public enum ResourceReach {
    NONE,
    SELECTED,
    ALL,
    UNKNOWN
}
