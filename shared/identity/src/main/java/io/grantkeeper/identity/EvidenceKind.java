package io.grantkeeper.identity;

/** The source of a fact. The three kinds are stored separately and combined only for display. */
public enum EvidenceKind {
    /** A list API call. */
    INVENTORY,
    /** An audit log row or a webhook. */
    EVENT,
    /** A usage report. */
    USAGE
}
