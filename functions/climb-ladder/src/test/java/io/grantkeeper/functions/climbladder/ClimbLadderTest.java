package io.grantkeeper.functions.climbladder;

import static io.grantkeeper.functions.climbladder.ClimbLadderFixture.NO_MAIL;
import static io.grantkeeper.functions.climbladder.ClimbLadderFixture.SETTINGS;
import static io.grantkeeper.functions.climbladder.ClimbLadderFixture.TENANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.policy.LadderStage;
import io.grantkeeper.policy.intent.InvalidPolicyException;
import io.grantkeeper.policy.ladder.LadderEvidence;
import io.grantkeeper.policy.ladder.LadderVerdict;
import io.grantkeeper.policy.ladder.PromotePolicies.Assessment;
import io.grantkeeper.policy.ladder.PromotionProposal;
import io.grantkeeper.policy.ladder.Proportion;
import io.grantkeeper.policy.ladder.ProposalNotFoundException;
import io.grantkeeper.store.testkit.kill.KillSwitch;
import io.grantkeeper.store.testkit.kill.KillTest;
import io.grantkeeper.store.testkit.kill.ProcessCrashedError;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("On the trust ladder, a policy")
class ClimbLadderTest {
    private final ClimbLadderFixture scene = new ClimbLadderFixture(KillSwitch.never());

    @Test
    void startsPolicyInTrainingEvenIfItsDocumentRequestsEnforcement() {
        scene.apply(SETTINGS, NO_MAIL + "stage: enforcement\n");
        assertThat(scene.stage()).isEqualTo(LadderStage.TRAINING);
        assertThat(scene.decide("send", "mail").permitted())
                .as("training decides but enforces nothing")
                .isTrue();
    }

    @Test
    void proposesPromotionWithEvidenceAfterEnoughActionsAndTime() {
        scene.apply(SETTINGS, NO_MAIL);
        scene.decide(1_000, 50);
        scene.ladder.review(TENANT);
        assertThat(scene.ladder.openProposal(TENANT, "mail")).as("too early").isEmpty();
        scene.advanceDays(7);
        scene.ladder.review(TENANT);
        assertThat(scene.ladder.openProposal(TENANT, "mail")).hasValueSatisfying(proposal -> {
            assertThat(proposal.to()).isEqualTo(LadderStage.RECOMMENDATION);
            assertThat(proposal.evidence().blocks()).isEqualTo(new Proportion(20, 1_000));
            assertThat(proposal.evidence().identities()).isOne();
            assertThat(proposal.evidence().examples()).hasSize(5);
        });
        assertThat(scene.news).containsExactly("mail can be promoted to RECOMMENDATION");
        assertThat(scene.stage()).as("a person decides").isEqualTo(LadderStage.TRAINING);
    }

    @Test
    void promotesApprovedPolicyAndAppliesNewStageImmediately() {
        scene.promoteToRecommendation();
        assertThat(scene.stage()).isEqualTo(LadderStage.RECOMMENDATION);
        assertThat(scene.decide("send", "mail").permitted()).isFalse();
        assertThat(scene.decide("send", "mail").requestable()).isTrue();
        assertThat(scene.decide("read", "calendar").permitted()).isTrue();
    }

    @Test
    void promotesPolicyToEnforcementOnlyAfterPeopleAnswer() {
        scene.promoteToRecommendation();
        scene.decide(1_000, 50);
        scene.advanceDays(7);
        assertThat(scene.ladder.review(TENANT))
                .singleElement()
                .extracting(Assessment::evidence)
                .extracting(LadderEvidence::falseBlocks)
                .isEqualTo(new Proportion(0, 0));
        assertThat(scene.ladder.openProposal(TENANT, "mail"))
                .as("without answers")
                .isEmpty();
        scene.answer(1, 19);
        scene.ladder.review(TENANT);
        scene.ladder.approve(TENANT, "mail", "dana");
        assertThat(scene.stage()).isEqualTo(LadderStage.ENFORCEMENT);
        assertThat(scene.decide("send", "mail").requestable()).isFalse();
    }

    @Test
    void demotesPolicyIfPeopleAllowWhatItBlocks() {
        scene.promoteToRecommendation();
        scene.decide(1_000, 50);
        scene.answer(20, 0);
        scene.ladder.review(TENANT);
        assertThat(scene.stage()).isEqualTo(LadderStage.TRAINING);
        assertThat(scene.news).contains("mail is demoted to TRAINING");
        assertThat(scene.told.keySet()).anyMatch(id -> id.startsWith("policy.demoted"));
    }

    @Test
    void returnsPolicyToTrainingIfItsTextChanges() {
        scene.promoteToEnforcement();
        scene.apply(NO_MAIL.replace("No AI sends mail.", "No AI sends any mail."));
        assertThat(scene.stage()).isEqualTo(LadderStage.TRAINING);
        assertThat(scene.decide("send", "mail").permitted()).isTrue();
        assertThat(scene.ladder.assess(TENANT))
                .singleElement()
                .extracting(weighed -> weighed.evidence().blocks())
                .as("evidence for the previous text does not count")
                .isEqualTo(new Proportion(0, 0));
    }

    @Test
    void keepsStageIfUnchangedPolicyIsAppliedAgain() {
        scene.promoteToEnforcement();
        long revision = scene.policies.revision(TENANT);
        scene.apply(SETTINGS, NO_MAIL);
        assertThat(scene.stage()).isEqualTo(LadderStage.ENFORCEMENT);
        assertThat(scene.policies.revision(TENANT)).isEqualTo(revision);
    }

    @Test
    void proposesDeclinedPromotionAgainOnlyWithNewEvidence() {
        scene.apply(SETTINGS, NO_MAIL);
        scene.decide(1_000, 50);
        scene.advanceDays(7);
        scene.ladder.review(TENANT);
        scene.ladder.decline(TENANT, "mail", "dana", "not before the audit");
        scene.advanceDays(1);
        scene.ladder.review(TENANT);
        assertThat(scene.ladder.openProposal(TENANT, "mail")).isEmpty();
        assertThatThrownBy(() -> scene.ladder.approve(TENANT, "mail", "dana"))
                .isInstanceOf(ProposalNotFoundException.class)
                .hasMessageContaining("there is no open proposal for 'mail'");
        scene.decide(99, 100);
        scene.advanceDays(6);
        assertThat(scene.ladder.review(TENANT))
                .singleElement()
                .extracting(Assessment::verdict)
                .isInstanceOfSatisfying(
                        LadderVerdict.Stay.class,
                        stay -> assertThat(stay.missing())
                                .satisfiesExactly(
                                        who -> assertThat(who)
                                                .startsWith("dana declined it at ")
                                                .endsWith("(not before the audit); since then:"),
                                        what -> assertThat(what)
                                                .isEqualTo("it has evaluated 99 of the 100 required actions")));
        scene.decide(1_000, 50);
        scene.ladder.review(TENANT);
        assertThat(scene.ladder.openProposal(TENANT, "mail"))
                .hasValueSatisfying(
                        proposal -> assertThat(proposal.evidence().blocks().whole())
                                .as("the numbers include all evidence that counts")
                                .isGreaterThan(2_000));
        assertThat(scene.promotions.of(TENANT, "mail"))
                .extracting(PromotionProposal::state)
                .containsExactlyInAnyOrder(PromotionProposal.State.DECLINED, PromotionProposal.State.OPEN);
        scene.ladder.approve(TENANT, "mail", "dana");
        assertThat(scene.stage()).isEqualTo(LadderStage.RECOMMENDATION);
    }

    @Test
    void appliesPromotionLimitsFromPolicyDocument() {
        scene.apply(
                SETTINGS,
                NO_MAIL.replace("false-block-rate: 0.05", "false-block-rate: 0.5")
                        + "  days: 1\n  answers: 2\n  would-block-rate: 0.5\n");
        scene.decide(100, 4);
        scene.advanceDays(1);
        scene.ladder.review(TENANT);
        scene.ladder.approve(TENANT, "mail", "dana");
        scene.decide(100, 4);
        scene.advanceDays(1);
        scene.ladder.review(TENANT);
        assertThat(scene.ladder.openProposal(TENANT, "mail"))
                .as("without answers")
                .isEmpty();
        scene.answer(0, 27);
        scene.ladder.review(TENANT);
        scene.ladder.approve(TENANT, "mail", "dana");
        assertThat(scene.stage()).isEqualTo(LadderStage.ENFORCEMENT);
    }

    @Test
    void proposesPromotionAgainAfterDemotion() {
        scene.promoteToRecommendation();
        scene.ladder.demote(TENANT, "mail", LadderStage.TRAINING, "dana", "too early");
        assertThat(scene.decide("send", "mail").permitted()).isTrue();
        scene.ladder.review(TENANT);
        assertThat(scene.stage())
                .as("an approval before the demotion does not count")
                .isEqualTo(LadderStage.TRAINING);
        scene.decide(1_000, 50);
        scene.advanceDays(7);
        scene.ladder.review(TENANT);
        assertThat(scene.ladder.openProposal(TENANT, "mail")).isPresent();
    }

    @Test
    void withdrawsProposalThatEvidenceNoLongerSupports() {
        scene.apply(SETTINGS, NO_MAIL);
        scene.decide(1_000, 50);
        scene.advanceDays(7);
        scene.ladder.review(TENANT);
        scene.decide(1_000, 2);
        scene.ladder.review(TENANT);
        assertThat(scene.ladder.openProposal(TENANT, "mail")).isEmpty();
        assertThat(scene.promotions.of(TENANT, "mail"))
                .extracting(PromotionProposal::state)
                .containsExactly(PromotionProposal.State.OVERTAKEN);
    }

    @Test
    void enforcesGuardrailAtEveryStage() {
        scene.apply(SETTINGS, NO_MAIL + "guardrail: true\n");
        assertThat(scene.stage()).isEqualTo(LadderStage.TRAINING);
        assertThat(scene.decide("send", "mail").permitted()).isFalse();
        assertThat(scene.decide("send", "mail").requestable()).isFalse();
    }

    @Test
    void appliesNoPolicyIfOneIsInvalid() {
        assertThatThrownBy(() -> scene.apply(NO_MAIL, "policy: typo\nintent: x\nrules:\n  - forbid: send mial\n"))
                .isInstanceOf(InvalidPolicyException.class)
                .hasMessageContaining("mial");
        assertThat(scene.policies.all(TENANT)).isEmpty();
    }

    @Test
    void ignoresRemovedPolicy() {
        scene.promoteToEnforcement();
        scene.ladder.remove(TENANT, "mail", "dana", "replaced");
        assertThat(scene.decide("send", "mail").permitted()).isTrue();
        assertThat(scene.told.keySet()).anyMatch(id -> id.startsWith("policy.demoted"));
    }

    /**
     * The state that a test compares at the end of a run. It contains each ledger entry once, however often the entry
     * was written.
     */
    private record FinalState(List<String> policies, List<String> proposals, List<String> ledger, List<String> news) {}

    @Test
    void reachesSameStateWhereverProcessIsInterrupted() throws Exception {
        int deaths = KillTest.assertSameEndStateAfterEveryCrash(kill -> {
            ClimbLadderFixture mortal = new ClimbLadderFixture(kill);
            runWithRestart(kill, () -> mortal.apply(NO_MAIL));
            mortal.decide(1_000, 50);
            mortal.advanceDays(7);
            runWithRestart(kill, () -> mortal.ladder.review(TENANT));
            runWithRestart(kill, () -> {
                if (mortal.policies.policy(TENANT, "mail").orElseThrow().stage() == LadderStage.TRAINING) {
                    mortal.ladder.approve(TENANT, "mail", "dana");
                }
            });
            mortal.decide(1_000, 50);
            mortal.answer(20, 0);
            runWithRestart(kill, () -> mortal.ladder.review(TENANT));
            runWithRestart(kill, () -> mortal.ladder.review(TENANT));
            return finalState(mortal);
        });
        assertThat(deaths).isGreaterThan(20);
    }

    private interface Work {
        void run();
    }

    private static void runWithRestart(KillSwitch kill, Work work) {
        try {
            work.run();
        } catch (ProcessCrashedError _) {
            kill.restart();
            work.run();
        }
    }

    private static FinalState finalState(ClimbLadderFixture scene) {
        return new FinalState(
                scene.policies.all(TENANT).stream()
                        .map(policy -> "%s %s %s".formatted(policy.name(), policy.stage(), policy.since()))
                        .toList(),
                scene.promotions.of(TENANT, "mail").stream()
                        .map(promotion -> "%s %s".formatted(promotion.to(), promotion.state()))
                        .toList(),
                List.copyOf(new TreeSet<>(scene.told.keySet())),
                List.copyOf(scene.news));
    }
}
