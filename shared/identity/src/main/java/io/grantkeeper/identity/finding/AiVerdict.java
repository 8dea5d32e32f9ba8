package io.grantkeeper.identity.finding;

/** The verdict on whether an identity is an AI agent or AI app. */
public enum AiVerdict {
    YES,
    NO,
    UNKNOWN
}
