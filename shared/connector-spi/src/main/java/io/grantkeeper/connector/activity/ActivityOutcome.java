package io.grantkeeper.connector.activity;

/** The result of an activity, according to its log row. */
public enum ActivityOutcome {
    SUCCEEDED,
    FAILED,
    UNKNOWN
}
