package io.grantkeeper.functions.runtime;

/**
 * The name of the function that changes policies. Unlike {@code console}, that function cannot be invoked from outside.
 *
 * @param name the name to invoke, in the form {@code NAME} or {@code NAME:ALIAS}
 */
public record LadderFunctionName(String name) {}
