package io.grantkeeper.identity;

/** The extent of the resources that a grant covers, for example repositories, mailboxes or sites. */
public enum ResourceReach {
    NONE,
    SELECTED,
    ALL,
    UNKNOWN
}
