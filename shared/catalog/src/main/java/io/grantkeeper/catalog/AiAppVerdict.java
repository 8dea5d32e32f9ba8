package io.grantkeeper.catalog;

/** The answer to whether an app is an AI app or agent. "Unknown" is an answer of its own and never means "no". */
public enum AiAppVerdict {
    YES,
    NO,
    UNKNOWN
}
