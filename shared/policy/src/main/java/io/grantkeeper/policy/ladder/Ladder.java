package io.grantkeeper.policy.ladder;

import io.grantkeeper.policy.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The rule by which policies climb and fall.
 *
 * <p>Up: enough actions judged over enough time, and even the pessimistic end of the interval is within the limit. From
 * training, where nobody is asked, that is the share of actions that it would forbid; from recommendation it is the share
 * that it would forbid wrongly, by what people said of its blocks. Down: even the optimistic end of what people called
 * wrong is over the limit, so doubt alone never demotes. How much a policy blocks never takes it down: else whoever is
 * kept from something could disarm the policy by trying it often enough.
 */
public final class Ladder {
    private Ladder() {}

    /** @param standing since when it stands at its stage */
    public static LadderVerdict judge(LadderEvidence evidence, LadderLimits limits, Instant standing) {
        Optional<LadderVerdict> down = retreat(evidence, limits);
        if (down.isPresent()) {
            return down.get();
        }
        return switch (evidence.stage()) {
            case TRAINING -> {
                List<String> missing = missing(evidence, limits, standing);
                if (evidence.blocks().whole() > 0 && evidence.blocks().high() > limits.wouldBlock()) {
                    missing.add("it would forbid up to %s of actions; %s is the limit before people were asked"
                            .formatted(Share.percent(evidence.blocks().high()), Share.percent(limits.wouldBlock())));
                }
                yield climb(Stage.RECOMMENDATION, missing);
            }
            case RECOMMENDATION -> {
                List<String> missing = missing(evidence, limits, standing);
                missingAnswers(evidence, limits).ifPresent(missing::add);
                yield climb(Stage.ENFORCEMENT, missing);
            }
            case ENFORCEMENT -> new LadderVerdict.Stay(List.of());
        };
    }

    private static LadderVerdict climb(Stage to, List<String> missing) {
        return missing.isEmpty() ? new LadderVerdict.Advance(to) : new LadderVerdict.Stay(missing);
    }

    private static List<String> missing(LadderEvidence evidence, LadderLimits limits, Instant standing) {
        List<String> missing = new ArrayList<>();
        long decisions = evidence.blocks().whole();
        if (decisions < limits.leastDecisions()) {
            missing.add(String.format(
                    Locale.ROOT, "it has seen %,d of the %,d actions it must see", decisions, limits.leastDecisions()));
        }
        Duration stood = Duration.between(standing, evidence.until());
        if (stood.compareTo(limits.leastStay()) < 0) {
            missing.add("it has stood here for %d of %d days"
                    .formatted(Math.max(0, stood.toDays()), limits.leastStay().toDays()));
        }
        return missing;
    }

    private static Optional<String> missingAnswers(LadderEvidence evidence, LadderLimits limits) {
        Share wrong = evidence.falseBlocks();
        // A policy that blocks next to nothing cannot be asked for many answers about its blocks.
        long needed = Math.min(limits.leastAnswers(), evidence.different());
        if (wrong.whole() < needed) {
            return Optional.of(
                    "people have answered for %d of its blocks; %d are needed".formatted(wrong.whole(), needed));
        }
        if (wrong.rate() > limits.falseBlocks()) {
            return Optional.of("people called %s of its blocks wrong; %s is the limit"
                    .formatted(wrong.inWords(), Share.percent(limits.falseBlocks())));
        }
        double wrongly = evidence.blocks().part() == 0 ? 0 : evidence.blocks().high() * wrong.high();
        return wrongly > limits.wronglyBlocked()
                ? Optional.of("up to %s of all actions may be blocked wrongly; %s is its limit"
                        .formatted(Share.percent(wrongly), Share.percent(limits.wronglyBlocked())))
                : Optional.empty();
    }

    private static Optional<LadderVerdict> retreat(LadderEvidence evidence, LadderLimits limits) {
        return switch (evidence.stage()) {
            case TRAINING -> Optional.empty();
            case RECOMMENDATION -> tooMuch(evidence, limits, Stage.TRAINING);
            case ENFORCEMENT -> tooMuch(evidence, limits, Stage.RECOMMENDATION);
        };
    }

    private static Optional<LadderVerdict> tooMuch(LadderEvidence evidence, LadderLimits limits, Stage down) {
        Share wrong = evidence.falseBlocks();
        if (wrong.low() > limits.falseBlocks()) {
            return Optional.of(new LadderVerdict.Retreat(
                    down,
                    "people let through %s of what it blocked; %s is its limit"
                            .formatted(wrong.inWords(), Share.percent(limits.falseBlocks()))));
        }
        return Optional.empty();
    }
}
