package io.grantkeeper.catalog;

/** The verdict on whether an app is an AI app or agent. "Unknown" is a separate value and never means "no". */
public enum AiAppVerdict {
    YES,
    NO,
    UNKNOWN
}
