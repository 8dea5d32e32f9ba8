package io.grantkeeper.identity.finding;

/** The status of a finding. */
public enum FindingStatus {
    OPEN,
    CLOSED,
    /**
     * The owner accepted the finding for a limited time. The question about the finding records who accepted it and
     * until when.
     */
    ACCEPTED
}
