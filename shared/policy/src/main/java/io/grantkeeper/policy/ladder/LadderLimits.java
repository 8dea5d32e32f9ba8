package io.grantkeeper.policy.ladder;

import io.grantkeeper.policy.intent.Promotion;
import java.time.Duration;

/**
 * What a policy asks of the evidence before it may climb, as its document sets it.
 *
 * @param leastDecisions so many actions it must have judged at its stage
 * @param leastAnswers so many of its blocks must have been judged by people before it may enforce
 * @param wouldBlock highest share of actions that it may forbid, the upper bound of the interval, while nobody has been
 *     asked yet whether it is right
 * @param falseBlocks highest share of its blocks that people may call wrong
 * @param wronglyBlocked highest share of all actions that it may forbid wrongly, the upper bounds of both intervals together
 * @param window how far back evidence counts
 * @param leastStay how long it must have stood at its stage
 */
public record LadderLimits(
        int leastDecisions,
        int leastAnswers,
        double wouldBlock,
        double falseBlocks,
        double wronglyBlocked,
        Duration window,
        Duration leastStay) {
    /** Of the blocks that people answer for. No document sets it: a policy of which more are wrong is not understood. */
    private static final double FALSE_BLOCKS = 0.20;

    private static final Duration WINDOW = Duration.ofDays(30);

    /** What holds where a document says nothing. */
    public static final LadderLimits STANDARD = of(Promotion.STANDARD);

    public LadderLimits {
        requireShare("wouldBlock", wouldBlock);
        requireShare("falseBlocks", falseBlocks);
        requireShare("wronglyBlocked", wronglyBlocked);
        if (leastDecisions < 1 || leastAnswers < 0 || !window.isPositive() || leastStay.isNegative()) {
            throw new IllegalArgumentException(
                    "at least one decision, no negative number of answers, and a window longer than nothing are needed");
        }
    }

    /** What a document asks for. Whoever has to stand longer than the usual window is judged by all of that time. */
    public static LadderLimits of(Promotion asked) {
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
