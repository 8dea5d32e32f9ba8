package io.grantkeeper.functions.runreview;

/**
 * The result of a run.
 *
 * @param looked the number of questions that were due
 * @param told the number of messages that were sent
 * @param later the number of questions that are left for the next run
 */
public record EscalateResult(int looked, int told, int later) {}
