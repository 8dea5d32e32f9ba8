package io.grantkeeper.policy.intent;

/**
 * What it takes to climb to the next stage.
 *
 * @param decisions how many must have been seen
 * @param days for how many it must have stood at its stage
 * @param answers for how many of its blocks people must have answered before it may enforce
 * @param wouldBlockRate the most of all actions that it may block, by the upper bound, before people are asked; from 0 to 1
 * @param falseBlockRate the most of all actions that it may block wrongly, by the upper bounds, from 0 to 1
 */
public record Promotion(int decisions, int days, int answers, double wouldBlockRate, double falseBlockRate) {
    /** What holds where a document says nothing. */
    public static final Promotion STANDARD = new Promotion(500, 7, 20, 0.05, 0.01);
}
