package io.grantkeeper.functions.runreview;

/**
 * What a run did.
 *
 * @param looked how many questions were due
 * @param told how many messages went out
 * @param later how many are left for the next run
 */
public record EscalateResult(int looked, int told, int later) {}
