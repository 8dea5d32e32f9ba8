package io.grantkeeper.policy.ladder;

import io.grantkeeper.policy.intent.PromotionCriteria;
import java.time.Duration;

/**
 * The evidence that a policy needs for a promotion, as its document states it.
 *
 * @param leastDecisions the minimum number of actions that the policy must have evaluated at its stage
 * @param leastAnswers the minimum number of its blocks about which people must have answered before enforcement
 * @param wouldBlock the maximum share of actions that the policy may forbid before people are asked whether it is
 *     right, compared with the upper bound of the interval
 * @param falseBlocks the maximum share of its blocks that people may call wrong
 * @param wronglyBlocked the maximum share of all actions that the policy may forbid wrongly, compared with the upper
 *     bounds of both intervals together
 * @param window how far back evidence counts
 * @param leastStay the minimum time at its stage
 */
public record LadderLimits(
        int leastDecisions,
        int leastAnswers,
        double wouldBlock,
        double falseBlocks,
        double wronglyBlocked,
        Duration window,
        Duration leastStay) {
    /**
     * The maximum share of wrong blocks among those that people answered about. No document can set it: if more are
     * wrong, the policy is not understood.
     */
    private static final double FALSE_BLOCKS = 0.20;

    private static final Duration WINDOW = Duration.ofDays(30);

    /** The limits of documents that state none. */
    public static final LadderLimits STANDARD = of(PromotionCriteria.STANDARD);

    public LadderLimits {
        requireShare("wouldBlock", wouldBlock);
        requireShare("falseBlocks", falseBlocks);
        requireShare("wronglyBlocked", wronglyBlocked);
        if (leastDecisions < 1 || leastAnswers < 0 || !window.isPositive() || leastStay.isNegative()) {
            throw new IllegalArgumentException(
                    "'leastDecisions' must be at least 1, 'leastAnswers' must not be negative, and 'window' must be longer than zero");
        }
    }

    /**
     * Returns the limits of a document. If a policy must stay longer than the standard window, all of that time counts.
     */
    public static LadderLimits of(PromotionCriteria asked) {
        Duration stay = Duration.ofDays(asked.days());
        return new LadderLimits(
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
