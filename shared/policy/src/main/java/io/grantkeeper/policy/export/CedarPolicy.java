package io.grantkeeper.policy.export;

/**
 * One policy in Cedar.
 *
 * @param id the name of the source policy, a slash, and the index of the rule
 */
public record CedarPolicy(String id, String text) {}
