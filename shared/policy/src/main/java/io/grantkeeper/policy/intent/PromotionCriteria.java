package io.grantkeeper.policy.intent;

/**
 * The requirements for the promotion of a policy to the next stage.
 *
 * @param decisions the minimum number of decisions that the policy must have evaluated
 * @param days the minimum number of days that the policy must have been at its current stage
 * @param answers the minimum number of actions blocked by the policy about which people must have answered before it is
 *     promoted to enforcement
 * @param wouldBlockRate the maximum share of all actions that the policy may block before people are asked; compared
 *     with the upper bound of the confidence interval; from 0 to 1
 * @param falseBlockRate the maximum share of all actions that the policy may block wrongly; compared with the upper
 *     bounds of the confidence intervals; from 0 to 1
 */
public record PromotionCriteria(int decisions, int days, int answers, double wouldBlockRate, double falseBlockRate) {
    /** The criteria that apply to documents without criteria. */
    public static final PromotionCriteria STANDARD = new PromotionCriteria(500, 7, 20, 0.05, 0.01);
}
