package io.grantkeeper.identity.finding;

/** What has become of a finding. */
public enum FindingStatus {
    OPEN,
    CLOSED,
    /** Somebody who answers for the identity accepted it for a while; the question it was put in says who, until when. */
    ACCEPTED
}
