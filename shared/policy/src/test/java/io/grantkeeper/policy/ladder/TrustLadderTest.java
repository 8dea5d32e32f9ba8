package io.grantkeeper.policy.ladder;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.policy.PolicyStage;
import io.grantkeeper.policy.PolicyVersion;
import io.grantkeeper.policy.ladder.PromotionVerdict.Demote;
import io.grantkeeper.policy.ladder.PromotionVerdict.Promote;
import io.grantkeeper.policy.ladder.PromotionVerdict.Stay;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("On the trust ladder, a policy")
class TrustLadderTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(60));
    private static final PromotionThresholds LIMITS = PromotionThresholds.STANDARD;

    private static PromotionVerdict judge(
            PolicyStage stage, Proportion blocks, Proportion falseBlocks, Instant standing) {
        var evidence = new PromotionEvidence(
                "mail",
                PolicyVersion.ofText("mail"),
                stage,
                standing,
                NOW,
                blocks,
                0,
                blocks.part(),
                falseBlocks,
                1,
                1,
                List.of());
        return TrustLadder.judge(evidence, LIMITS, standing);
    }

    @Test
    void promotesPolicyFromTrainingWithoutAnswers() {
        assertThat(judge(PolicyStage.TRAINING, new Proportion(3, 2_000), new Proportion(0, 0), LONG_AGO))
                .isEqualTo(new Promote(PolicyStage.RECOMMENDATION));
    }

    @Test
    void keepsPolicyAtStageUntilEnoughActionsAreEvaluated() {
        assertThat(judge(PolicyStage.TRAINING, new Proportion(0, 499), new Proportion(0, 0), LONG_AGO))
                .isEqualTo(new Stay(List.of("it has evaluated 499 of the 500 required actions")));
        assertThat(judge(
                        PolicyStage.TRAINING,
                        new Proportion(0, 2_000),
                        new Proportion(0, 0),
                        NOW.minus(Duration.ofDays(2))))
                .isEqualTo(new Stay(List.of("it has been at this stage for 2 of 7 days")));
    }

    /** The observed rate of 4% is below the limit of 5%, but the upper bound of the confidence interval is above it. */
    @Test
    void keepsPolicyAtStageWhileUpperBoundExceedsLimit() {
        PromotionVerdict verdict = judge(PolicyStage.TRAINING, new Proportion(20, 500), new Proportion(0, 0), LONG_AGO);
        assertThat(verdict)
                .isEqualTo(new Stay(List.of(
                        "it would forbid up to 6.1 % of actions; the limit for promotion to recommendation is 5.0 %")));
    }

    @Test
    void promotesPolicyToEnforcementOnlyAfterAnswersAboutItsBlocks() {
        assertThat(judge(PolicyStage.RECOMMENDATION, new Proportion(40, 2_000), new Proportion(0, 19), LONG_AGO))
                .isEqualTo(new Stay(List.of("people have answered questions about 19 of its blocks; 20 are needed")));
        assertThat(judge(PolicyStage.RECOMMENDATION, new Proportion(40, 2_000), new Proportion(0, 20), LONG_AGO))
                .isEqualTo(new Promote(PolicyStage.ENFORCEMENT));
    }

    @Test
    void requiresNoMoreAnswersThanBlocks() {
        assertThat(judge(PolicyStage.RECOMMENDATION, new Proportion(0, 2_000), new Proportion(0, 0), LONG_AGO))
                .isEqualTo(new Promote(PolicyStage.ENFORCEMENT));
    }

    @Test
    void keepsPolicyAtStageWhileTooManyBlocksCouldBeWrong() {
        assertThat(judge(PolicyStage.RECOMMENDATION, new Proportion(40, 2_000), new Proportion(9, 40), LONG_AGO))
                .isInstanceOfSatisfying(
                        Stay.class,
                        stay -> assertThat(stay.missing())
                                .singleElement()
                                .asString()
                                .startsWith("people called 9 of 40 (22.5 %;")
                                .endsWith("of its blocks wrong; the limit is 20.0 %"));
        assertThat(judge(PolicyStage.RECOMMENDATION, new Proportion(200, 2_000), new Proportion(2, 40), LONG_AGO))
                .as("out of all actions, whatever share of its blocks that is")
                .isEqualTo(
                        new Stay(List.of("up to 1.9 % of all actions could be blocked wrongly; the limit is 1.0 %")));
    }

    @Test
    void demotesPolicyWhenPeopleAllowBlockedActions() {
        assertThat(judge(PolicyStage.ENFORCEMENT, new Proportion(40, 2_000), new Proportion(20, 40), NOW))
                .isInstanceOfSatisfying(Demote.class, down -> {
                    assertThat(down.to()).isEqualTo(PolicyStage.RECOMMENDATION);
                    assertThat(down.reason()).startsWith("people allowed 20 of 40");
                });
    }

    @Test
    void doesNotDemotePolicyBecauseOfRepeatedForbiddenAttempts() {
        assertThat(judge(PolicyStage.ENFORCEMENT, new Proportion(1_900, 2_000), new Proportion(0, 3), NOW))
                .isInstanceOf(Stay.class);
        assertThat(judge(PolicyStage.RECOMMENDATION, new Proportion(1_900, 2_000), new Proportion(0, 0), NOW))
                .isInstanceOf(Stay.class);
    }

    /**
     * The history of a policy at its stage. People judged {@code answered} of its blocks, and called {@code wrong} of
     * those blocks wrong.
     */
    record History(PolicyStage stage, long seen, long blocked, long answered, long wrong, int days) {
        PromotionVerdict verdict() {
            return judge(stage, new Proportion(blocked, seen), new Proportion(wrong, answered), since());
        }

        Instant since() {
            return NOW.minus(Duration.ofDays(days));
        }
    }

    /** Returns histories in which no count is higher than the previous one, and counts are often much lower. */
    @Provide
    Arbitrary<History> histories() {
        Arbitrary<Double> part = Arbitraries.doubles().between(0, 1).withDistribution(RandomDistribution.uniform());
        return Combinators.combine(
                        Arbitraries.of(PolicyStage.TRAINING, PolicyStage.RECOMMENDATION, PolicyStage.ENFORCEMENT),
                        Arbitraries.longs().between(0, 3_999).withDistribution(RandomDistribution.uniform()),
                        part.map(value -> Math.pow(value, 4)),
                        part,
                        part.map(value -> Math.pow(value, 3)),
                        Arbitraries.integers().between(0, 39))
                .as((stage, seen, blockedPart, answeredPart, wrongPart, days) -> {
                    long blocked = (long) (seen * blockedPart);
                    long answered = (long) (blocked * answeredPart);
                    return new History(stage, seen, blocked, answered, (long) (answered * wrongPart), days);
                });
    }

    @Property(seed = "5", tries = 20_000)
    void worseEvidenceNeverLeadsToPromotion(@ForAll("histories") History history) {
        PromotionVerdict verdict = history.verdict();
        Statistics.label("verdicts").collect(verdict.getClass().getSimpleName());
        if (verdict instanceof Promote(PolicyStage to)) {
            assertThat(to.compareTo(history.stage())).as("one stage at a time").isEqualTo(1);
            assertThat(history.seen()).isGreaterThanOrEqualTo(500);
            assertThat(history.since()).isBeforeOrEqualTo(NOW.minus(Duration.ofDays(7)));
        }
        if (verdict instanceof Demote(PolicyStage to, var _)) {
            assertThat(history.stage().compareTo(to)).as("one stage at a time").isEqualTo(1);
            History seenMore = new History(
                    history.stage(),
                    history.seen() + 1,
                    history.blocked(),
                    history.answered(),
                    history.wrong(),
                    history.days());
            assertThat(seenMore.verdict())
                    .as("additional attempts do not prevent a demotion")
                    .isInstanceOf(Demote.class);
        }
        if (history.wrong() < history.answered() && !(verdict instanceof Promote)) {
            History worse = new History(
                    history.stage(),
                    history.seen(),
                    history.blocked(),
                    history.answered(),
                    history.wrong() + 1,
                    history.days());
            assertThat(worse.verdict())
                    .as("with one more answer that it was wrong")
                    .isNotInstanceOf(Promote.class);
        }
        Statistics.label("verdicts").coverage(verdicts -> {
            verdicts.check("Promote").count(count -> count > 300);
            verdicts.check("Demote").count(count -> count > 300);
        });
    }
}
