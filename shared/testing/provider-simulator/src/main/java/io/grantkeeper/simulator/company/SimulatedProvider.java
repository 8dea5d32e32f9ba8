package io.grantkeeper.simulator.company;

/** A vendor that the simulator has a double of. */
public enum SimulatedProvider {
    GITHUB,
    GOOGLE_WORKSPACE,
    MICROSOFT,
    SLACK,
    OKTA,
    OPENAI,
    ANTHROPIC
}
