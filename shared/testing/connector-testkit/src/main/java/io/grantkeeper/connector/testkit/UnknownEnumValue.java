package io.grantkeeper.connector.testkit;

/**
 * A provider's enumeration that may gain new values. The contract tests replace its values with one that does not exist
 * yet.
 *
 * @param member the name of the JSON member; its value is replaced wherever it is a string
 * @param shown whether the observation preserves the new value; if not, the row must still be present
 */
record UnknownEnumValue(String member, boolean shown) {}
