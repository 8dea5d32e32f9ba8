package io.grantkeeper.connector.activity;

/** Whether an activity had an effect, as far as the row says so. */
public enum ActivityOutcome {
    SUCCEEDED,
    FAILED,
    UNKNOWN
}
