package io.grantkeeper.policy.intent;

/**
 * What it takes to climb to the next stage.
 *
 * @param decisions how many must have been seen
 * @param falseBlockRate the most that the upper bound of the rate of false blocks may be, from 0 to 1
 */
public record Promotion(int decisions, double falseBlockRate) {
    /** What holds where a document says nothing. */
    public static final Promotion STANDARD = new Promotion(500, 0.01);
}
