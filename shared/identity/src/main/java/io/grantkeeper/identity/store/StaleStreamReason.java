package io.grantkeeper.identity.store;

/**
 * The reason why a stream is not current, in readable form.
 *
 * @param code one of a closed set of codes, for example {@code insufficient-scope}
 * @param message the problem and its fix, without secrets
 */
public record StaleStreamReason(String code, String message) {}
