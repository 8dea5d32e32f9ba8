package io.grantkeeper.functions.runtime;

/**
 * The name of the function that has the credentials to carry out answers, which the function for pages does not have.
 *
 * @param name the name to invoke: {@code NAME} or {@code NAME:ALIAS}
 */
public record SettlementFunctionName(String name) {}
