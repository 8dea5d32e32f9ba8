package io.grantkeeper.functions.detectchanges;

/**
 * The result of a time-based check.
 *
 * @param identities the number of identities that were checked
 */
public record DetectOnScheduleResult(int identities) {}
