package io.grantkeeper.functions.runreview;

/**
 * The result of a run.
 *
 * @param looked the number of due questions that were checked
 * @param told the number of messages that were sent
 * @param later the number of questions left for the next run because a channel failed or another worker was processing
 *     them
 */
public record EscalateResult(int looked, int told, int later) {}
