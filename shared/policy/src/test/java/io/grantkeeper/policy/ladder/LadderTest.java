package io.grantkeeper.policy.ladder;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.policy.PolicyVersion;
import io.grantkeeper.policy.Stage;
import io.grantkeeper.policy.ladder.LadderVerdict.Advance;
import io.grantkeeper.policy.ladder.LadderVerdict.Retreat;
import io.grantkeeper.policy.ladder.LadderVerdict.Stay;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("On the ladder, a policy")
class LadderTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(60));
    private static final LadderLimits LIMITS = LadderLimits.STANDARD;

    private static LadderVerdict judge(Stage stage, Share blocks, Share falseBlocks, Instant standing) {
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
        return Ladder.judge(evidence, LIMITS, standing);
    }

    @Test
    void mayClimbFromTrainingWithoutAnyAnswersSinceNobodyIsAskedThere() {
        assertThat(judge(Stage.TRAINING, new Share(3, 2_000), new Share(0, 0), LONG_AGO))
                .isEqualTo(new Advance(Stage.RECOMMENDATION));
    }

    @Test
    void staysWhileTooLittleWasSeen() {
        assertThat(judge(Stage.TRAINING, new Share(0, 499), new Share(0, 0), LONG_AGO))
                .isEqualTo(new Stay(List.of("it has seen 499 of the 500 actions it must see")));
        assertThat(judge(Stage.TRAINING, new Share(0, 2_000), new Share(0, 0), NOW.minus(Duration.ofDays(2))))
                .isEqualTo(new Stay(List.of("it has stood here for 2 of 7 days")));
    }

    /** The rate that was seen, 4 %, is under the limit of 5 %; that of which it can be sure is not. */
    @Test
    void staysWhileTheUpperBoundIsOverItsLimitEvenIfTheRateIsUnderIt() {
        LadderVerdict verdict = judge(Stage.TRAINING, new Share(20, 500), new Share(0, 0), LONG_AGO);
        assertThat(verdict)
                .isEqualTo(new Stay(List.of(
                        "it would forbid up to 6.1 % of actions; 5.0 % is the limit before people were asked")));
    }

    @Test
    void mayEnforceOnlyAfterPeopleHaveAnsweredForItsBlocks() {
        assertThat(judge(Stage.RECOMMENDATION, new Share(40, 2_000), new Share(0, 19), LONG_AGO))
                .isEqualTo(new Stay(List.of("people have answered for 19 of its blocks; 20 are needed")));
        assertThat(judge(Stage.RECOMMENDATION, new Share(40, 2_000), new Share(0, 20), LONG_AGO))
                .isEqualTo(new Advance(Stage.ENFORCEMENT));
    }

    @Test
    void thatBlocksHardlyAnythingNeedsNoMoreAnswersThanItHasBlocks() {
        assertThat(judge(Stage.RECOMMENDATION, new Share(0, 2_000), new Share(0, 0), LONG_AGO))
                .isEqualTo(new Advance(Stage.ENFORCEMENT));
    }

    @Test
    void mayNotEnforceWhileManyOfItsBlocksMayBeWrong() {
        assertThat(judge(Stage.RECOMMENDATION, new Share(40, 2_000), new Share(9, 40), LONG_AGO))
                .isInstanceOfSatisfying(
                        Stay.class,
                        stay -> assertThat(stay.missing())
                                .singleElement()
                                .asString()
                                .startsWith("people called 9 of 40 (22.5 %;")
                                .endsWith("of its blocks wrong; 20.0 % is the limit"));
        assertThat(judge(Stage.RECOMMENDATION, new Share(200, 2_000), new Share(2, 40), LONG_AGO))
                .as("of all actions, however many of its blocks that is")
                .isEqualTo(new Stay(List.of("up to 1.9 % of all actions may be blocked wrongly; 1.0 % is its limit")));
    }

    @Test
    void stepsDownByItselfWhenPeopleLetThroughWhatItBlocks() {
        assertThat(judge(Stage.ENFORCEMENT, new Share(40, 2_000), new Share(20, 40), NOW))
                .isInstanceOfSatisfying(Retreat.class, down -> {
                    assertThat(down.to()).isEqualTo(Stage.RECOMMENDATION);
                    assertThat(down.reason()).startsWith("people let through 20 of 40");
                });
    }

    @Test
    void isNotDisarmedByWhoeverTriesOftenEnoughWhatItForbids() {
        assertThat(judge(Stage.ENFORCEMENT, new Share(1_900, 2_000), new Share(0, 3), NOW))
                .isInstanceOf(Stay.class);
        assertThat(judge(Stage.RECOMMENDATION, new Share(1_900, 2_000), new Share(0, 0), NOW))
                .isInstanceOf(Stay.class);
    }

    /** Of anything that can be counted: what holds of the rule whatever the numbers. */
    @Test
    void neverClimbsOnWorseEvidenceWhereItStaysOnBetter() {
        Random random = new Random(5);
        List<Stage> stages = List.of(Stage.TRAINING, Stage.RECOMMENDATION, Stage.ENFORCEMENT);
        int climbed = 0;
        int fell = 0;
        for (int i = 0; i < 20_000; i++) {
            Stage stage = stages.get(random.nextInt(stages.size()));
            long seen = random.nextInt(4_000);
            long blocked = seen == 0 ? 0 : (long) (seen * Math.pow(random.nextDouble(), 4));
            long answered = blocked == 0 ? 0 : random.nextLong(blocked + 1);
            long wrong = answered == 0 ? 0 : (long) (answered * Math.pow(random.nextDouble(), 3));
            Instant since = NOW.minus(Duration.ofDays(random.nextInt(40)));
            LadderVerdict verdict = judge(stage, new Share(blocked, seen), new Share(wrong, answered), since);
            if (verdict instanceof Advance(Stage to)) {
                climbed++;
                assertThat(to.compareTo(stage)).as("one stage at a time").isEqualTo(1);
                assertThat(seen).isGreaterThanOrEqualTo(500);
                assertThat(since).isBeforeOrEqualTo(NOW.minus(Duration.ofDays(7)));
            }
            if (verdict instanceof Retreat(Stage to, var _)) {
                fell++;
                assertThat(stage.compareTo(to)).as("one stage at a time").isEqualTo(1);
            }
            if (wrong < answered && !(verdict instanceof Advance)) {
                assertThat(judge(stage, new Share(blocked, seen), new Share(wrong + 1, answered), since))
                        .as("one more answer that it was wrong: %s of %s, %s of %s", blocked, seen, wrong, answered)
                        .isNotInstanceOf(Advance.class);
            }
            if (verdict instanceof Retreat) {
                assertThat(judge(stage, new Share(blocked, seen + 1), new Share(wrong, answered), since))
                        .as("trying other things saves nobody")
                        .isInstanceOf(Retreat.class);
            }
        }
        assertThat(climbed).isGreaterThan(300);
        assertThat(fell).isGreaterThan(300);
    }

    /** 3 of 10 is over the limit of 20 %, but so few may be chance. */
    @Test
    void doesNotStepDownOnDoubtAlone() {
        assertThat(judge(Stage.ENFORCEMENT, new Share(10, 2_000), new Share(3, 10), NOW))
                .isInstanceOf(Stay.class);
        assertThat(judge(Stage.ENFORCEMENT, new Share(0, 0), new Share(0, 0), NOW))
                .isInstanceOf(Stay.class);
    }
}
