package io.grantkeeper.policy.ladder;

import io.grantkeeper.policy.intent.PromotionCriteria;
import java.time.Duration;

/**
 * The evidence that a policy needs for a promotion, as stated in its document.
 *
 * @param leastDecisions the minimum number of actions for which the policy must have been evaluated at its stage
 * @param leastAnswers the minimum number of blocks that people must have judged before the policy is promoted to
 *     enforcement
 * @param wouldBlock for a promotion from training: the maximum share of all actions that the policy may forbid;
 *     compared with the upper bound of the confidence interval
 * @param falseBlocks the maximum share of the policy's blocks that people may judge to be wrong
 * @param wronglyBlocked the maximum share of all actions that the policy may forbid wrongly; compared with the product
 *     of the upper bounds of two confidence intervals: the share of blocked actions and the share of wrong blocks
 * @param window the age beyond which evidence no longer counts
 * @param leastStay the minimum time at the current stage
 */
public record PromotionThresholds(
        int leastDecisions,
        int leastAnswers,
        double wouldBlock,
        double falseBlocks,
        double wronglyBlocked,
        Duration window,
        Duration leastStay) {
    /**
     * The maximum share of wrong blocks, out of the blocks that people judged. A document cannot change this limit,
     * because if more blocks are wrong, the document's author has misjudged what the policy does.
     */
    private static final double FALSE_BLOCKS = 0.20;

    private static final Duration WINDOW = Duration.ofDays(30);

    /** The limits for documents that state none. */
    public static final PromotionThresholds STANDARD = of(PromotionCriteria.STANDARD);

    public PromotionThresholds {
        requireShare("wouldBlock", wouldBlock);
        requireShare("falseBlocks", falseBlocks);
        requireShare("wronglyBlocked", wronglyBlocked);
        if (leastDecisions < 1 || leastAnswers < 0 || !window.isPositive() || leastStay.isNegative()) {
            throw new IllegalArgumentException(
                    "'leastDecisions' must be at least 1, 'leastAnswers' must not be negative, and 'window' must be longer than zero");
        }
    }

    /**
     * Returns the limits that a document states. If the time that the policy must stay at its stage is longer than the
     * standard window for evidence, the window is extended to that time.
     */
    public static PromotionThresholds of(PromotionCriteria asked) {
        Duration stay = Duration.ofDays(asked.days());
        return new PromotionThresholds(
                asked.decisions(),
                asked.answers(),
                asked.wouldBlockRate(),
                FALSE_BLOCKS,
                asked.falseBlockRate(),
                stay.compareTo(WINDOW) > 0 ? stay : WINDOW,
                stay);
    }

    private static void requireShare(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("%s must be between 0 and 1; it is %s".formatted(name, value));
        }
    }
}
