package io.grantkeeper.functions.runtime;

/**
 * The name of the function that has the credentials to carry out answers, which {@code handle-response} does not have.
 *
 * @param name the name to invoke, in the form {@code NAME} or {@code NAME:ALIAS}
 */
public record SettlementFunctionName(String name) {}
