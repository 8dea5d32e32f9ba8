package io.grantkeeper.policy.intent;

/**
 * The requirements for the promotion of a policy to the next stage.
 *
 * @param decisions the minimum number of decisions for which the policy must have been evaluated
 * @param days the minimum number of days that the policy must have been at its current stage
 * @param answers for a promotion to enforcement: the minimum number of blocked actions that people must have judged, or
 *     all of them if the policy blocked fewer different actions
 * @param wouldBlockRate for a promotion to recommendation: the maximum share of all actions that the policy would
 *     block, from 0 to 1; compared with the upper bound of the confidence interval
 * @param falseBlockRate for a promotion to enforcement: the maximum share of all actions that the policy may block
 *     wrongly, from 0 to 1; compared with the product of two upper bounds of confidence intervals, one for the share of
 *     blocked actions and one for the share of wrong blocks among them
 */
public record PromotionCriteria(int decisions, int days, int answers, double wouldBlockRate, double falseBlockRate) {
    /** The criteria that apply to documents without criteria. */
    public static final PromotionCriteria STANDARD = new PromotionCriteria(500, 7, 20, 0.05, 0.01);
}
