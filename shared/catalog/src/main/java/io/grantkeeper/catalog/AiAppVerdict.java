package io.grantkeeper.catalog;

/** The answer to whether an app is an AI app or agent. "Unknown" is a separate answer and never means "no". */
public enum AiAppVerdict {
    YES,
    NO,
    UNKNOWN
}
