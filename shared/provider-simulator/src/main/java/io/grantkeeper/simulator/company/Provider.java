package io.grantkeeper.simulator.company;

/** The vendors that have a double. */
public enum Provider {
    GITHUB,
    GOOGLE_WORKSPACE,
    MICROSOFT,
    SLACK,
    OKTA,
    OPENAI,
    ANTHROPIC
}
