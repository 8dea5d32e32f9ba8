package io.grantkeeper.identity.finding;

/** Whether an identity is an AI agent or AI app. */
public enum AiVerdict {
    YES,
    NO,
    UNKNOWN
}
