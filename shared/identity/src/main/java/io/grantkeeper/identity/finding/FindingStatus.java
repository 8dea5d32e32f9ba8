package io.grantkeeper.identity.finding;

/** The status of a finding. */
public enum FindingStatus {
    OPEN,
    CLOSED,
    /**
     * The owner accepted the finding for a limited time. The finding's question records who accepted it and until when.
     */
    ACCEPTED
}
