package io.grantkeeper.policy.ladder;

import io.grantkeeper.policy.PolicyStage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The rules by which policies are promoted and demoted.
 *
 * <p>Promotion: the policy has been evaluated for enough actions over enough time, and even the upper bound of the
 * confidence interval is within the limit. In training, where nobody is asked, the limit applies to the share of
 * actions that the policy would forbid. In recommendation, it applies to the share of actions that the policy would
 * forbid wrongly, as shown by people's answers about its blocks.
 *
 * <p>Demotion: even the lower bound of the share of blocks that people called wrong exceeds the limit, so doubt alone
 * never leads to a demotion. The number of blocks does not matter; if it did, anyone whom a policy stops could cause
 * its demotion by trying many times.
 */
public final class TrustLadder {
    private TrustLadder() {}

    /**
     * Returns whether the evidence about a policy promotes it, demotes it, or leaves it at its stage.
     *
     * @param standing when the policy reached its current stage
     */
    public static PromotionVerdict judge(PromotionEvidence evidence, PromotionThresholds limits, Instant standing) {
        Optional<PromotionVerdict> down = demotion(evidence, limits);
        if (down.isPresent()) {
            return down.get();
        }
        return switch (evidence.stage()) {
            case TRAINING -> {
                List<String> missing = missingActivity(evidence, limits, standing);
                if (evidence.blocks().whole() > 0 && evidence.blocks().upperBound() > limits.wouldBlock()) {
                    missing.add("it would forbid up to %s of actions; the limit for promotion to recommendation is %s"
                            .formatted(
                                    Proportion.percent(evidence.blocks().upperBound()),
                                    Proportion.percent(limits.wouldBlock())));
                }
                yield promoteOrStay(PolicyStage.RECOMMENDATION, missing);
            }
            case RECOMMENDATION -> {
                List<String> missing = missingActivity(evidence, limits, standing);
                missingAnswers(evidence, limits).ifPresent(missing::add);
                yield promoteOrStay(PolicyStage.ENFORCEMENT, missing);
            }
            case ENFORCEMENT -> new PromotionVerdict.Stay(List.of());
        };
    }

    private static PromotionVerdict promoteOrStay(PolicyStage to, List<String> missing) {
        return missing.isEmpty() ? new PromotionVerdict.Promote(to) : new PromotionVerdict.Stay(missing);
    }

    private static List<String> missingActivity(
            PromotionEvidence evidence, PromotionThresholds limits, Instant standing) {
        List<String> missing = new ArrayList<>();
        long decisions = evidence.blocks().whole();
        if (decisions < limits.leastDecisions()) {
            missing.add(String.format(
                    Locale.ROOT,
                    "it has evaluated %,d of the %,d required actions",
                    decisions,
                    limits.leastDecisions()));
        }
        Duration stood = Duration.between(standing, evidence.until());
        if (stood.compareTo(limits.leastStay()) < 0) {
            missing.add("it has been at this stage for %d of %d days"
                    .formatted(Math.max(0, stood.toDays()), limits.leastStay().toDays()));
        }
        return missing;
    }

    private static Optional<String> missingAnswers(PromotionEvidence evidence, PromotionThresholds limits) {
        Proportion wrong = evidence.falseBlocks();
        // A policy that blocks almost nothing cannot get many answers about its blocks.
        long needed = Math.min(limits.leastAnswers(), evidence.different());
        if (wrong.whole() < needed) {
            return Optional.of("people have answered questions about %d of its blocks; %d are needed"
                    .formatted(wrong.whole(), needed));
        }
        if (wrong.rate() > limits.falseBlocks()) {
            return Optional.of("people called %s of its blocks wrong; the limit is %s"
                    .formatted(wrong.inWords(), Proportion.percent(limits.falseBlocks())));
        }
        double wrongly = evidence.blocks().part() == 0 ? 0 : evidence.blocks().upperBound() * wrong.upperBound();
        return wrongly > limits.wronglyBlocked()
                ? Optional.of("up to %s of all actions could be blocked wrongly; the limit is %s"
                        .formatted(Proportion.percent(wrongly), Proportion.percent(limits.wronglyBlocked())))
                : Optional.empty();
    }

    private static Optional<PromotionVerdict> demotion(PromotionEvidence evidence, PromotionThresholds limits) {
        return switch (evidence.stage()) {
            case TRAINING -> Optional.empty();
            case RECOMMENDATION -> demoteIfTooOftenWrong(evidence, limits, PolicyStage.TRAINING);
            case ENFORCEMENT -> demoteIfTooOftenWrong(evidence, limits, PolicyStage.RECOMMENDATION);
        };
    }

    private static Optional<PromotionVerdict> demoteIfTooOftenWrong(
            PromotionEvidence evidence, PromotionThresholds limits, PolicyStage down) {
        Proportion wrong = evidence.falseBlocks();
        if (wrong.lowerBound() > limits.falseBlocks()) {
            return Optional.of(new PromotionVerdict.Demote(
                    down,
                    "people allowed %s of what it blocked; the limit is %s"
                            .formatted(wrong.inWords(), Proportion.percent(limits.falseBlocks()))));
        }
        return Optional.empty();
    }
}
