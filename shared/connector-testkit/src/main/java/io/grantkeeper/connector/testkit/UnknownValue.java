package io.grantkeeper.connector.testkit;

/**
 * An enumeration of the provider that may grow: the contract puts in a value that does not exist yet.
 *
 * @param member the JSON member's name, wherever it occurs with a string
 * @param shown whether the new value is kept in what is observed; where not, the row must still be there
 */
public record UnknownValue(String member, boolean shown) {}
