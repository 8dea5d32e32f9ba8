package io.grantkeeper.identity;

/** The source of a fact. Facts from different sources are stored separately and combined only for display. */
public enum AccessEvidenceKind {
    /** A call that lists objects of the provider, such as apps or grants. */
    INVENTORY,
    /** An audit log row or a webhook. */
    EVENT,
    /** A usage report. */
    USAGE,
    /** A statement by a person: an answer, an approval or the configuration. */
    OPERATOR,
    /** A request that the identity itself made to Grantkeeper's decision point. */
    REQUEST
}
