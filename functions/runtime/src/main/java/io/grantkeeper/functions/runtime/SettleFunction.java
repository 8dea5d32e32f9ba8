package io.grantkeeper.functions.runtime;

/**
 * The function that holds the credentials which the function behind pages does not.
 *
 * @param name as Lambda is called with it: {@code NAME} or {@code NAME:ALIAS}
 */
public record SettleFunction(String name) {}
