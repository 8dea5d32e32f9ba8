package io.grantkeeper.policy.intent;

/**
 * The requirements for the promotion of a policy to the next stage.
 *
 * @param decisions the minimum number of decisions for which the policy must have been evaluated
 * @param days the minimum number of days that the policy must have been at its current stage
 * @param answers the minimum number of blocked actions about which people must have answered before the policy is
 *     promoted to enforcement
 * @param wouldBlockRate the maximum share of all actions that the policy may block before people are asked, from 0 to
 *     1; compared with the upper bound of the confidence interval
 * @param falseBlockRate the maximum share of all actions that the policy may block wrongly, from 0 to 1; compared with
 *     the product of the upper bounds of two confidence intervals: the share of blocked actions and the share of wrong
 *     blocks
 */
public record PromotionCriteria(int decisions, int days, int answers, double wouldBlockRate, double falseBlockRate) {
    /** The criteria that apply to documents without criteria. */
    public static final PromotionCriteria STANDARD = new PromotionCriteria(500, 7, 20, 0.05, 0.01);
}
