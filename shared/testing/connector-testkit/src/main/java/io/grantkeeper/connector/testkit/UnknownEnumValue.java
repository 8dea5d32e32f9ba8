package io.grantkeeper.connector.testkit;

/**
 * A provider's enumeration that may gain new values. The contract replaces its values with a value that does not exist
 * yet.
 *
 * @param member the JSON member's name, wherever it occurs with a string value
 * @param shown whether the observation preserves the new value; if not, the row must still be present
 */
record UnknownEnumValue(String member, boolean shown) {}
