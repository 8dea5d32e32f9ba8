package io.grantkeeper.policy.ladder;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.policy.LadderStage;
import io.grantkeeper.policy.PolicyVersion;
import io.grantkeeper.policy.ladder.LadderVerdict.Demote;
import io.grantkeeper.policy.ladder.LadderVerdict.Promote;
import io.grantkeeper.policy.ladder.LadderVerdict.Stay;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("On the trust ladder, a policy")
class TrustLadderTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(60));
    private static final LadderLimits LIMITS = LadderLimits.STANDARD;

    private static LadderVerdict judge(LadderStage stage, Proportion blocks, Proportion falseBlocks, Instant standing) {
        var evidence = new LadderEvidence(
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
        assertThat(judge(LadderStage.TRAINING, new Proportion(3, 2_000), new Proportion(0, 0), LONG_AGO))
                .isEqualTo(new Promote(LadderStage.RECOMMENDATION));
    }

    @Test
    void keepsPolicyAtStageUntilEnoughActionsAreEvaluated() {
        assertThat(judge(LadderStage.TRAINING, new Proportion(0, 499), new Proportion(0, 0), LONG_AGO))
                .isEqualTo(new Stay(List.of("it has evaluated 499 of the 500 required actions")));
        assertThat(judge(
                        LadderStage.TRAINING,
                        new Proportion(0, 2_000),
                        new Proportion(0, 0),
                        NOW.minus(Duration.ofDays(2))))
                .isEqualTo(new Stay(List.of("it has been at this stage for 2 of 7 days")));
    }

    /** The observed rate of 4% is below the limit of 5%, but the upper bound of the confidence interval is above it. */
    @Test
    void keepsPolicyAtStageWhileUpperBoundExceedsLimit() {
        LadderVerdict verdict = judge(LadderStage.TRAINING, new Proportion(20, 500), new Proportion(0, 0), LONG_AGO);
        assertThat(verdict)
                .isEqualTo(new Stay(
                        List.of("it would forbid up to 6.1 % of actions; the limit before people are asked is 5.0 %")));
    }

    @Test
    void promotesPolicyToEnforcementOnlyAfterAnswersAboutItsBlocks() {
        assertThat(judge(LadderStage.RECOMMENDATION, new Proportion(40, 2_000), new Proportion(0, 19), LONG_AGO))
                .isEqualTo(new Stay(List.of("people have answered about 19 of its blocks; 20 are needed")));
        assertThat(judge(LadderStage.RECOMMENDATION, new Proportion(40, 2_000), new Proportion(0, 20), LONG_AGO))
                .isEqualTo(new Promote(LadderStage.ENFORCEMENT));
    }

    @Test
    void requiresNoMoreAnswersThanBlocks() {
        assertThat(judge(LadderStage.RECOMMENDATION, new Proportion(0, 2_000), new Proportion(0, 0), LONG_AGO))
                .isEqualTo(new Promote(LadderStage.ENFORCEMENT));
    }

    @Test
    void keepsPolicyAtStageWhileTooManyBlocksCouldBeWrong() {
        assertThat(judge(LadderStage.RECOMMENDATION, new Proportion(40, 2_000), new Proportion(9, 40), LONG_AGO))
                .isInstanceOfSatisfying(
                        Stay.class,
                        stay -> assertThat(stay.missing())
                                .singleElement()
                                .asString()
                                .startsWith("people called 9 of 40 (22.5 %;")
                                .endsWith("of its blocks wrong; the limit is 20.0 %"));
        assertThat(judge(LadderStage.RECOMMENDATION, new Proportion(200, 2_000), new Proportion(2, 40), LONG_AGO))
                .as("out of all actions, whatever share of its blocks that is")
                .isEqualTo(
                        new Stay(List.of("up to 1.9 % of all actions could be blocked wrongly; the limit is 1.0 %")));
    }

    @Test
    void demotesPolicyWhenPeopleAllowBlockedActions() {
        assertThat(judge(LadderStage.ENFORCEMENT, new Proportion(40, 2_000), new Proportion(20, 40), NOW))
                .isInstanceOfSatisfying(Demote.class, down -> {
                    assertThat(down.to()).isEqualTo(LadderStage.RECOMMENDATION);
                    assertThat(down.reason()).startsWith("people allowed 20 of 40");
                });
    }

    @Test
    void doesNotDemotePolicyBecauseOfRepeatedForbiddenAttempts() {
        assertThat(judge(LadderStage.ENFORCEMENT, new Proportion(1_900, 2_000), new Proportion(0, 3), NOW))
                .isInstanceOf(Stay.class);
        assertThat(judge(LadderStage.RECOMMENDATION, new Proportion(1_900, 2_000), new Proportion(0, 0), NOW))
                .isInstanceOf(Stay.class);
    }

    /** Checks properties of the rules with random numbers. */
    @Test
    void worseEvidenceNeverLeadsToPromotion() {
        Random random = new Random(5);
        List<LadderStage> stages = List.of(LadderStage.TRAINING, LadderStage.RECOMMENDATION, LadderStage.ENFORCEMENT);
        int climbed = 0;
        int fell = 0;
        for (int i = 0; i < 20_000; i++) {
            LadderStage stage = stages.get(random.nextInt(stages.size()));
            long seen = random.nextInt(4_000);
            long blocked = seen == 0 ? 0 : (long) (seen * Math.pow(random.nextDouble(), 4));
            long answered = blocked == 0 ? 0 : random.nextLong(blocked + 1);
            long wrong = answered == 0 ? 0 : (long) (answered * Math.pow(random.nextDouble(), 3));
            Instant since = NOW.minus(Duration.ofDays(random.nextInt(40)));
            LadderVerdict verdict = judge(stage, new Proportion(blocked, seen), new Proportion(wrong, answered), since);
            if (verdict instanceof Promote(LadderStage to)) {
                climbed++;
                assertThat(to.compareTo(stage)).as("one stage at a time").isEqualTo(1);
                assertThat(seen).isGreaterThanOrEqualTo(500);
                assertThat(since).isBeforeOrEqualTo(NOW.minus(Duration.ofDays(7)));
            }
            if (verdict instanceof Demote(LadderStage to, var _)) {
                fell++;
                assertThat(stage.compareTo(to)).as("one stage at a time").isEqualTo(1);
            }
            if (wrong < answered && !(verdict instanceof Promote)) {
                assertThat(judge(stage, new Proportion(blocked, seen), new Proportion(wrong + 1, answered), since))
                        .as(
                                "with one more answer that it was wrong: %s of %s, %s of %s",
                                blocked, seen, wrong, answered)
                        .isNotInstanceOf(Promote.class);
            }
            if (verdict instanceof Demote) {
                assertThat(judge(stage, new Proportion(blocked, seen + 1), new Proportion(wrong, answered), since))
                        .as("additional attempts do not prevent a demotion")
                        .isInstanceOf(Demote.class);
            }
        }
        assertThat(climbed).isGreaterThan(300);
        assertThat(fell).isGreaterThan(300);
    }

    /** A share of 3 in 10 exceeds the limit of 20%, but with so few answers, it could be due to chance. */
    @Test
    void doesNotDemotePolicyBasedOnTooFewAnswers() {
        assertThat(judge(LadderStage.ENFORCEMENT, new Proportion(10, 2_000), new Proportion(3, 10), NOW))
                .isInstanceOf(Stay.class);
        assertThat(judge(LadderStage.ENFORCEMENT, new Proportion(0, 0), new Proportion(0, 0), NOW))
                .isInstanceOf(Stay.class);
    }
}
