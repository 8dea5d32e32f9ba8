package io.grantkeeper.functions.runtime;

/**
 * The name of the function that carries out answers. Unlike {@code handle-response}, that function has the credentials
 * to do so.
 *
 * @param name the name to invoke, in the form {@code NAME} or {@code NAME:ALIAS}
 */
public record AnswerFunctionName(String name) {}
