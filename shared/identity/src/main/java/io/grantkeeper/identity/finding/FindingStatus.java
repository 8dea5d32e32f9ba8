package io.grantkeeper.identity.finding;

public enum FindingStatus {
    OPEN,
    CLOSED
}
