package io.grantkeeper.identity;

/** Where a fact comes from. The three kinds are kept apart and joined only when shown. */
public enum EvidenceKind {
    /** A list call. */
    INVENTORY,
    /** An audit log row or a webhook. */
    EVENT,
    /** A usage report. */
    USAGE
}
