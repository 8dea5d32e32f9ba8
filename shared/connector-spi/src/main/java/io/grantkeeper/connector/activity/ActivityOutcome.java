package io.grantkeeper.connector.activity;

/** Whether an activity had an effect, according to the row. */
public enum ActivityOutcome {
    SUCCEEDED,
    FAILED,
    UNKNOWN
}
