package io.grantkeeper.identity.finding;

/** The status of a finding. */
public enum FindingStatus {
    OPEN,
    CLOSED,
    /** Accepted by the owner for a limited time. Its question records who accepted it and until when. */
    ACCEPTED
}
