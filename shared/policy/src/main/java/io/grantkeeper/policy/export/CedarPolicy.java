package io.grantkeeper.policy.export;

/**
 * One policy in Cedar.
 *
 * @param id the name of the source policy, a slash, and the index of the rule, followed by {@code /request} for the
 *     Cedar policy that makes the rule's denials requestable; a fixed word if the Cedar policy has no source rule
 */
public record CedarPolicy(String id, String text) {}
