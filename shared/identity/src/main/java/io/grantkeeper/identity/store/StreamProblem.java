package io.grantkeeper.identity.store;

/**
 * Why a stream is not fresh, in words for people.
 *
 * @param code the closed set's name, for example {@code insufficient-scope}
 * @param message what is wrong and what mends it, without secrets
 */
public record StreamProblem(String code, String message) {}
