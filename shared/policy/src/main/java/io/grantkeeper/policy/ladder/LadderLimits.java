package io.grantkeeper.policy.ladder;

import io.grantkeeper.policy.intent.Policy;
import java.time.Duration;

/**
 * What a policy asks of the evidence before it may climb. All of it is set by the policy's document.
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
    /** What holds where a document says nothing. */
    public static final LadderLimits STANDARD =
            new LadderLimits(500, 20, 0.05, 0.20, 0.01, Duration.ofDays(30), Duration.ofDays(7));

    public LadderLimits {
        requireShare("wouldBlock", wouldBlock);
        requireShare("falseBlocks", falseBlocks);
        requireShare("wronglyBlocked", wronglyBlocked);
        if (leastDecisions < 1 || leastAnswers < 0 || !window.isPositive() || leastStay.isNegative()) {
            throw new IllegalArgumentException(
                    "at least one decision, no negative number of answers, and a window longer than nothing are needed");
        }
    }

    /** What a document asks for: how much must have been seen, and how much may be blocked wrongly. */
    public static LadderLimits of(Policy policy) {
        return new LadderLimits(
                policy.promotion().decisions(),
                STANDARD.leastAnswers,
                STANDARD.wouldBlock,
                STANDARD.falseBlocks,
                policy.promotion().falseBlockRate(),
                STANDARD.window,
                STANDARD.leastStay);
    }

    private static void requireShare(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("%s must be between 0 and 1; it is %s".formatted(name, value));
        }
    }
}
