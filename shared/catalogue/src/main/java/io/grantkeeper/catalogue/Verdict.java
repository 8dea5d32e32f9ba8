package io.grantkeeper.catalogue;

/** Whether an app is an AI app or agent. Unknown is an answer of its own and never means no. */
public enum Verdict {
    YES,
    NO,
    UNKNOWN
}
