package io.grantkeeper.policy.export;

/**
 * One policy in Cedar.
 *
 * @param id the intent policy's name, a slash and the number of its rule
 */
public record CedarPolicy(String id, String text) {}
