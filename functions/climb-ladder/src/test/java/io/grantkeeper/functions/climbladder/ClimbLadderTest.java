package io.grantkeeper.functions.climbladder;

import static io.grantkeeper.functions.climbladder.Scene.NO_MAIL;
import static io.grantkeeper.functions.climbladder.Scene.SETTINGS;
import static io.grantkeeper.functions.climbladder.Scene.TENANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.policy.Stage;
import io.grantkeeper.policy.intent.MistakenPolicyException;
import io.grantkeeper.policy.ladder.ClimbLadder.Weighed;
import io.grantkeeper.policy.ladder.LadderEvidence;
import io.grantkeeper.policy.ladder.LadderVerdict;
import io.grantkeeper.policy.ladder.NoProposalException;
import io.grantkeeper.policy.ladder.Promotion;
import io.grantkeeper.policy.ladder.Share;
import io.grantkeeper.store.testkit.kill.KillSwitch;
import io.grantkeeper.store.testkit.kill.KillTest;
import io.grantkeeper.store.testkit.kill.ProcessDied;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("On the trust ladder, a policy")
class ClimbLadderTest {
    private final Scene scene = new Scene(KillSwitch.never());

    @Test
    void startsInTrainingWhateverItsDocumentWants() {
        scene.apply(SETTINGS, NO_MAIL + "stage: enforcement\n");
        assertThat(scene.stage()).isEqualTo(Stage.TRAINING);
        assertThat(scene.decide("send", "mail").permitted())
                .as("it decides and changes nothing")
                .isTrue();
    }

    @Test
    void isProposedWithItsNumbersWhenEnoughWasSeenForLongEnough() {
        scene.apply(SETTINGS, NO_MAIL);
        scene.decide(1_000, 50);
        scene.ladder.review(TENANT);
        assertThat(scene.ladder.open(TENANT, "mail")).as("too early").isEmpty();
        scene.days(7);
        scene.ladder.review(TENANT);
        assertThat(scene.ladder.open(TENANT, "mail")).hasValueSatisfying(proposal -> {
            assertThat(proposal.to()).isEqualTo(Stage.RECOMMENDATION);
            assertThat(proposal.evidence().blocks()).isEqualTo(new Share(20, 1_000));
            assertThat(proposal.evidence().identities()).isOne();
            assertThat(proposal.evidence().examples()).hasSize(5);
        });
        assertThat(scene.news).containsExactly("mail may climb to RECOMMENDATION");
        assertThat(scene.stage()).as("a person decides").isEqualTo(Stage.TRAINING);
    }

    @Test
    void climbsWhenAPersonApprovesAndNoDecisionUsesTheOldStageOnceThatIsAcknowledged() {
        scene.toRecommendation();
        assertThat(scene.stage()).isEqualTo(Stage.RECOMMENDATION);
        assertThat(scene.decide("send", "mail").permitted()).isFalse();
        assertThat(scene.decide("send", "mail").requestable()).isTrue();
        assertThat(scene.decide("read", "calendar").permitted()).isTrue();
    }

    @Test
    void climbsToEnforcementOnWhatPeopleAnswered() {
        scene.toRecommendation();
        scene.decide(1_000, 50);
        scene.days(7);
        assertThat(scene.ladder.review(TENANT))
                .singleElement()
                .extracting(Weighed::evidence)
                .extracting(LadderEvidence::falseBlocks)
                .isEqualTo(new Share(0, 0));
        assertThat(scene.ladder.open(TENANT, "mail")).as("nobody has answered").isEmpty();
        scene.answer(1, 19);
        scene.ladder.review(TENANT);
        scene.ladder.approve(TENANT, "mail", "dana");
        assertThat(scene.stage()).isEqualTo(Stage.ENFORCEMENT);
        assertThat(scene.decide("send", "mail").requestable()).isFalse();
    }

    @Test
    void stepsDownByItselfAndTheTeamIsToldWhenPeopleLetThroughWhatItBlocks() {
        scene.toRecommendation();
        scene.decide(1_000, 50);
        scene.answer(20, 0);
        scene.ladder.review(TENANT);
        assertThat(scene.stage()).isEqualTo(Stage.TRAINING);
        assertThat(scene.news).contains("mail steps down to TRAINING");
        assertThat(scene.told.keySet()).anyMatch(id -> id.startsWith("policy.demoted"));
    }

    @Test
    void startsAnewWhenItsTextIsAnother() {
        scene.toEnforcement();
        scene.apply(NO_MAIL.replace("No AI sends mail.", "No AI sends any mail."));
        assertThat(scene.stage()).isEqualTo(Stage.TRAINING);
        assertThat(scene.decide("send", "mail").permitted()).isTrue();
        assertThat(scene.ladder.weigh(TENANT))
                .singleElement()
                .extracting(weighed -> weighed.evidence().blocks())
                .as("what the other text said is no evidence for this one")
                .isEqualTo(new Share(0, 0));
    }

    @Test
    void keepsItsStageWhenTheSameTextIsAppliedAgain() {
        scene.toEnforcement();
        long revision = scene.policies.revision(TENANT);
        scene.apply(SETTINGS, NO_MAIL);
        assertThat(scene.stage()).isEqualTo(Stage.ENFORCEMENT);
        assertThat(scene.policies.revision(TENANT)).isEqualTo(revision);
    }

    @Test
    void isProposedAgainOnceAPersonHasDeclinedOnlyWhenWhatWasSeenSinceCarriesItOnItsOwn() {
        scene.apply(SETTINGS, NO_MAIL);
        scene.decide(1_000, 50);
        scene.days(7);
        scene.ladder.review(TENANT);
        scene.ladder.decline(TENANT, "mail", "dana", "not before the audit");
        scene.days(1);
        scene.ladder.review(TENANT);
        assertThat(scene.ladder.open(TENANT, "mail")).isEmpty();
        assertThatThrownBy(() -> scene.ladder.approve(TENANT, "mail", "dana"))
                .isInstanceOf(NoProposalException.class)
                .hasMessageContaining("no proposal waits for 'mail'");
        scene.decide(99, 100);
        scene.days(6);
        assertThat(scene.ladder.review(TENANT))
                .singleElement()
                .extracting(Weighed::verdict)
                .isInstanceOfSatisfying(
                        LadderVerdict.Stay.class,
                        stay -> assertThat(stay.missing())
                                .satisfiesExactly(
                                        who -> assertThat(who)
                                                .startsWith("dana declined it at ")
                                                .endsWith("(not before the audit); since then:"),
                                        what -> assertThat(what)
                                                .isEqualTo("it has seen 99 of the 100 actions it must see")));
        scene.decide(1_000, 50);
        scene.ladder.review(TENANT);
        assertThat(scene.ladder.open(TENANT, "mail"))
                .hasValueSatisfying(
                        proposal -> assertThat(proposal.evidence().blocks().whole())
                                .as("the numbers are of everything that counts")
                                .isGreaterThan(2_000));
        assertThat(scene.promotions.of(TENANT, "mail"))
                .extracting(Promotion::state)
                .containsExactlyInAnyOrder(Promotion.State.DECLINED, Promotion.State.OPEN);
        scene.ladder.approve(TENANT, "mail", "dana");
        assertThat(scene.stage()).isEqualTo(Stage.RECOMMENDATION);
    }

    @Test
    void climbsByTheLimitsThatItsDocumentSets() {
        scene.apply(
                SETTINGS,
                NO_MAIL.replace("false-block-rate: 0.05", "false-block-rate: 0.5")
                        + "  days: 1\n  answers: 2\n  would-block-rate: 0.5\n");
        scene.decide(100, 4);
        scene.days(1);
        scene.ladder.review(TENANT);
        scene.ladder.approve(TENANT, "mail", "dana");
        scene.decide(100, 4);
        scene.days(1);
        scene.ladder.review(TENANT);
        assertThat(scene.ladder.open(TENANT, "mail")).as("nobody has answered").isEmpty();
        scene.answer(0, 27);
        scene.ladder.review(TENANT);
        scene.ladder.approve(TENANT, "mail", "dana");
        assertThat(scene.stage()).isEqualTo(Stage.ENFORCEMENT);
    }

    @Test
    void canClimbAgainAfterAPersonTookItDown() {
        scene.toRecommendation();
        scene.ladder.demote(TENANT, "mail", Stage.TRAINING, "dana", "too early");
        assertThat(scene.decide("send", "mail").permitted()).isTrue();
        scene.ladder.review(TENANT);
        assertThat(scene.stage()).as("an old approval is none").isEqualTo(Stage.TRAINING);
        scene.decide(1_000, 50);
        scene.days(7);
        scene.ladder.review(TENANT);
        assertThat(scene.ladder.open(TENANT, "mail")).isPresent();
    }

    @Test
    void isOvertakenAsAProposalWhenTheEvidenceDoesNotCarryItAnyMore() {
        scene.apply(SETTINGS, NO_MAIL);
        scene.decide(1_000, 50);
        scene.days(7);
        scene.ladder.review(TENANT);
        scene.decide(1_000, 2);
        scene.ladder.review(TENANT);
        assertThat(scene.ladder.open(TENANT, "mail")).isEmpty();
        assertThat(scene.promotions.of(TENANT, "mail"))
                .extracting(Promotion::state)
                .containsExactly(Promotion.State.OVERTAKEN);
    }

    @Test
    void thatIsAGuardrailHoldsAtEveryStage() {
        scene.apply(SETTINGS, NO_MAIL + "guardrail: true\n");
        assertThat(scene.stage()).isEqualTo(Stage.TRAINING);
        assertThat(scene.decide("send", "mail").permitted()).isFalse();
        assertThat(scene.decide("send", "mail").requestable()).isFalse();
    }

    @Test
    void isPutInForceWithAllOthersOrNotAtAll() {
        assertThatThrownBy(() -> scene.apply(NO_MAIL, "policy: typo\nintent: x\nrules:\n  - forbid: send mial\n"))
                .isInstanceOf(MistakenPolicyException.class)
                .hasMessageContaining("mial");
        assertThat(scene.policies.all(TENANT)).isEmpty();
    }

    @Test
    void isOutOfForceOnceRemoved() {
        scene.toEnforcement();
        scene.ladder.remove(TENANT, "mail", "dana", "replaced");
        assertThat(scene.decide("send", "mail").permitted()).isTrue();
        assertThat(scene.told.keySet()).anyMatch(id -> id.startsWith("policy.demoted"));
    }

    /** Where everything stands in the end, but for how often it was written. */
    private record End(List<String> policies, List<String> proposals, List<String> ledger, List<String> news) {}

    @Test
    void endsWhereItWouldHaveWhereverTheProcessDies() throws Exception {
        int deaths = KillTest.endsTheSameAfterEveryDeath(kill -> {
            Scene mortal = new Scene(kill);
            again(kill, () -> mortal.apply(NO_MAIL));
            mortal.decide(1_000, 50);
            mortal.days(7);
            again(kill, () -> mortal.ladder.review(TENANT));
            again(kill, () -> {
                if (mortal.policies.policy(TENANT, "mail").orElseThrow().stage() == Stage.TRAINING) {
                    mortal.ladder.approve(TENANT, "mail", "dana");
                }
            });
            mortal.decide(1_000, 50);
            mortal.answer(20, 0);
            again(kill, () -> mortal.ladder.review(TENANT));
            again(kill, () -> mortal.ladder.review(TENANT));
            return end(mortal);
        });
        assertThat(deaths).isGreaterThan(20);
    }

    private interface Work {
        void run();
    }

    private static void again(KillSwitch kill, Work work) {
        try {
            work.run();
        } catch (ProcessDied _) {
            kill.restart();
            work.run();
        }
    }

    private static End end(Scene scene) {
        return new End(
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
