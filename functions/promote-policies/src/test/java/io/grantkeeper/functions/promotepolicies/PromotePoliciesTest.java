package io.grantkeeper.functions.promotepolicies;

import static io.grantkeeper.functions.promotepolicies.PromotePoliciesFixture.NO_MAIL;
import static io.grantkeeper.functions.promotepolicies.PromotePoliciesFixture.SETTINGS;
import static io.grantkeeper.functions.promotepolicies.PromotePoliciesFixture.TENANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.policy.PolicyStage;
import io.grantkeeper.policy.intent.InvalidPolicyException;
import io.grantkeeper.policy.ladder.PromotePolicies.Assessment;
import io.grantkeeper.policy.ladder.PromotionEvidence;
import io.grantkeeper.policy.ladder.PromotionProposal;
import io.grantkeeper.policy.ladder.PromotionVerdict;
import io.grantkeeper.policy.ladder.Proportion;
import io.grantkeeper.policy.ladder.ProposalNotFoundException;
import io.grantkeeper.store.testkit.kill.CrashAssertions;
import io.grantkeeper.store.testkit.kill.CrashSimulator;
import io.grantkeeper.store.testkit.kill.ProcessCrashedError;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("On the trust ladder, a policy")
class PromotePoliciesTest {
    private final PromotePoliciesFixture fixture = new PromotePoliciesFixture(CrashSimulator.never());

    @Test
    void startsPolicyInTrainingEvenIfItsDocumentRequestsEnforcement() {
        fixture.apply(SETTINGS, NO_MAIL + "stage: enforcement\n");
        assertThat(fixture.stage()).isEqualTo(PolicyStage.TRAINING);
        assertThat(fixture.decide("send", "mail").permitted())
                .as("training decides but enforces nothing")
                .isTrue();
    }

    @Test
    void proposesPromotionWithEvidenceAfterEnoughActionsAndTime() {
        fixture.apply(SETTINGS, NO_MAIL);
        fixture.decide(1_000, 50);
        fixture.ladder.review(TENANT);
        assertThat(fixture.ladder.openProposal(TENANT, "mail")).as("too early").isEmpty();
        fixture.advanceDays(7);
        fixture.ladder.review(TENANT);
        assertThat(fixture.ladder.openProposal(TENANT, "mail")).hasValueSatisfying(proposal -> {
            assertThat(proposal.to()).isEqualTo(PolicyStage.RECOMMENDATION);
            assertThat(proposal.evidence().blocks()).isEqualTo(new Proportion(20, 1_000));
            assertThat(proposal.evidence().identities()).isOne();
            assertThat(proposal.evidence().examples()).hasSize(5);
        });
        assertThat(fixture.news).containsExactly("mail can be promoted to RECOMMENDATION");
        assertThat(fixture.stage()).as("a person decides").isEqualTo(PolicyStage.TRAINING);
    }

    @Test
    void promotesApprovedPolicyAndAppliesNewStageImmediately() {
        fixture.promoteToRecommendation();
        assertThat(fixture.stage()).isEqualTo(PolicyStage.RECOMMENDATION);
        assertThat(fixture.decide("send", "mail").permitted()).isFalse();
        assertThat(fixture.decide("send", "mail").requestable()).isTrue();
        assertThat(fixture.decide("read", "calendar").permitted()).isTrue();
    }

    @Test
    void promotesPolicyToEnforcementOnlyAfterPeopleAnswerRequests() {
        fixture.promoteToRecommendation();
        fixture.decide(1_000, 50);
        fixture.advanceDays(7);
        assertThat(fixture.ladder.review(TENANT))
                .singleElement()
                .extracting(Assessment::evidence)
                .extracting(PromotionEvidence::falseBlocks)
                .isEqualTo(new Proportion(0, 0));
        assertThat(fixture.ladder.openProposal(TENANT, "mail"))
                .as("without answers")
                .isEmpty();
        fixture.answer(1, 19);
        fixture.ladder.review(TENANT);
        fixture.ladder.approve(TENANT, "mail", "dana");
        assertThat(fixture.stage()).isEqualTo(PolicyStage.ENFORCEMENT);
        assertThat(fixture.decide("send", "mail").requestable()).isFalse();
    }

    @Test
    void demotesPolicyIfPeopleAllowWhatItBlocks() {
        fixture.promoteToRecommendation();
        fixture.decide(1_000, 50);
        fixture.answer(20, 0);
        fixture.ladder.review(TENANT);
        assertThat(fixture.stage()).isEqualTo(PolicyStage.TRAINING);
        assertThat(fixture.news).contains("mail is demoted to TRAINING");
        assertThat(fixture.told.keySet()).anyMatch(id -> id.startsWith("policy.demoted"));
    }

    @Test
    void returnsPolicyToTrainingIfItsTextChanges() {
        fixture.promoteToEnforcement();
        fixture.apply(NO_MAIL.replace("No AI sends mail.", "No AI sends any mail."));
        assertThat(fixture.stage()).isEqualTo(PolicyStage.TRAINING);
        assertThat(fixture.decide("send", "mail").permitted()).isTrue();
        assertThat(fixture.ladder.assess(TENANT))
                .singleElement()
                .extracting(weighed -> weighed.evidence().blocks())
                .as("evidence for the previous text does not count")
                .isEqualTo(new Proportion(0, 0));
    }

    @Test
    void keepsStageIfUnchangedPolicyIsAppliedAgain() {
        fixture.promoteToEnforcement();
        long revision = fixture.policies.revision(TENANT);
        fixture.apply(SETTINGS, NO_MAIL);
        assertThat(fixture.stage()).isEqualTo(PolicyStage.ENFORCEMENT);
        assertThat(fixture.policies.revision(TENANT)).isEqualTo(revision);
    }

    @Test
    void proposesDeclinedPromotionAgainOnlyWithNewEvidence() {
        fixture.apply(SETTINGS, NO_MAIL);
        fixture.decide(1_000, 50);
        fixture.advanceDays(7);
        fixture.ladder.review(TENANT);
        fixture.ladder.decline(TENANT, "mail", "dana", "not before the audit");
        fixture.advanceDays(1);
        fixture.ladder.review(TENANT);
        assertThat(fixture.ladder.openProposal(TENANT, "mail")).isEmpty();
        assertThatThrownBy(() -> fixture.ladder.approve(TENANT, "mail", "dana"))
                .isInstanceOf(ProposalNotFoundException.class)
                .hasMessageContaining("there is no open proposal for 'mail'");
        fixture.decide(99, 100);
        fixture.advanceDays(6);
        assertThat(fixture.ladder.review(TENANT))
                .singleElement()
                .extracting(Assessment::verdict)
                .isInstanceOfSatisfying(
                        PromotionVerdict.Stay.class,
                        stay -> assertThat(stay.missing())
                                .satisfiesExactly(
                                        who -> assertThat(who)
                                                .startsWith("dana declined the promotion at ")
                                                .endsWith("(not before the audit); since then:"),
                                        what -> assertThat(what)
                                                .isEqualTo("it has evaluated 99 of the 100 required actions")));
        fixture.decide(1_000, 50);
        fixture.ladder.review(TENANT);
        assertThat(fixture.ladder.openProposal(TENANT, "mail"))
                .hasValueSatisfying(
                        proposal -> assertThat(proposal.evidence().blocks().whole())
                                .as("the numbers include all evidence that counts")
                                .isGreaterThan(2_000));
        assertThat(fixture.promotions.of(TENANT, "mail"))
                .extracting(PromotionProposal::state)
                .containsExactlyInAnyOrder(PromotionProposal.State.DECLINED, PromotionProposal.State.OPEN);
        fixture.ladder.approve(TENANT, "mail", "dana");
        assertThat(fixture.stage()).isEqualTo(PolicyStage.RECOMMENDATION);
    }

    @Test
    void appliesPromotionLimitsFromPolicyDocument() {
        fixture.apply(
                SETTINGS,
                NO_MAIL.replace("false-block-rate: 0.05", "false-block-rate: 0.5")
                        + "  days: 1\n  answers: 2\n  would-block-rate: 0.5\n");
        fixture.decide(100, 4);
        fixture.advanceDays(1);
        fixture.ladder.review(TENANT);
        fixture.ladder.approve(TENANT, "mail", "dana");
        fixture.decide(100, 4);
        fixture.advanceDays(1);
        fixture.ladder.review(TENANT);
        assertThat(fixture.ladder.openProposal(TENANT, "mail"))
                .as("without answers")
                .isEmpty();
        fixture.answer(0, 27);
        fixture.ladder.review(TENANT);
        fixture.ladder.approve(TENANT, "mail", "dana");
        assertThat(fixture.stage()).isEqualTo(PolicyStage.ENFORCEMENT);
    }

    @Test
    void proposesPromotionAgainAfterDemotion() {
        fixture.promoteToRecommendation();
        fixture.ladder.demote(TENANT, "mail", PolicyStage.TRAINING, "dana", "too early");
        assertThat(fixture.decide("send", "mail").permitted()).isTrue();
        fixture.ladder.review(TENANT);
        assertThat(fixture.stage())
                .as("an approval before the demotion does not count")
                .isEqualTo(PolicyStage.TRAINING);
        fixture.decide(1_000, 50);
        fixture.advanceDays(7);
        fixture.ladder.review(TENANT);
        assertThat(fixture.ladder.openProposal(TENANT, "mail")).isPresent();
    }

    @Test
    void withdrawsProposalThatEvidenceNoLongerSupports() {
        fixture.apply(SETTINGS, NO_MAIL);
        fixture.decide(1_000, 50);
        fixture.advanceDays(7);
        fixture.ladder.review(TENANT);
        fixture.decide(1_000, 2);
        fixture.ladder.review(TENANT);
        assertThat(fixture.ladder.openProposal(TENANT, "mail")).isEmpty();
        assertThat(fixture.promotions.of(TENANT, "mail"))
                .extracting(PromotionProposal::state)
                .containsExactly(PromotionProposal.State.OVERTAKEN);
    }

    @Test
    void enforcesGuardrailAtEveryStage() {
        fixture.apply(SETTINGS, NO_MAIL + "guardrail: true\n");
        assertThat(fixture.stage()).isEqualTo(PolicyStage.TRAINING);
        assertThat(fixture.decide("send", "mail").permitted()).isFalse();
        assertThat(fixture.decide("send", "mail").requestable()).isFalse();
    }

    @Test
    void appliesNoPolicyIfOneIsInvalid() {
        assertThatThrownBy(() -> fixture.apply(NO_MAIL, "policy: typo\nintent: x\nrules:\n  - forbid: send mial\n"))
                .isInstanceOf(InvalidPolicyException.class)
                .hasMessageContaining("mial");
        assertThat(fixture.policies.all(TENANT)).isEmpty();
    }

    @Test
    void ignoresRemovedPolicy() {
        fixture.promoteToEnforcement();
        fixture.ladder.remove(TENANT, "mail", "dana", "replaced");
        assertThat(fixture.decide("send", "mail").permitted()).isTrue();
        assertThat(fixture.told.keySet()).anyMatch(id -> id.startsWith("policy.demoted"));
    }

    /**
     * The state that a test compares at the end of a run. It contains each ledger entry once, even if the entry was
     * written several times.
     */
    private record FinalState(List<String> policies, List<String> proposals, List<String> ledger, List<String> news) {}

    @Test
    void reachesSameStateWhereverProcessIsInterrupted() throws Exception {
        int kills = CrashAssertions.assertSameEndStateAfterEveryCrash(kill -> {
            PromotePoliciesFixture failing = new PromotePoliciesFixture(kill);
            runWithRestart(kill, () -> failing.apply(NO_MAIL));
            failing.decide(1_000, 50);
            failing.advanceDays(7);
            runWithRestart(kill, () -> failing.ladder.review(TENANT));
            runWithRestart(kill, () -> {
                if (failing.policies.policy(TENANT, "mail").orElseThrow().stage() == PolicyStage.TRAINING) {
                    failing.ladder.approve(TENANT, "mail", "dana");
                }
            });
            failing.decide(1_000, 50);
            failing.answer(20, 0);
            runWithRestart(kill, () -> failing.ladder.review(TENANT));
            runWithRestart(kill, () -> failing.ladder.review(TENANT));
            return finalState(failing);
        });
        assertThat(kills).isGreaterThan(20);
    }

    private interface Work {
        void run();
    }

    private static void runWithRestart(CrashSimulator kill, Work work) {
        try {
            work.run();
        } catch (ProcessCrashedError _) {
            kill.restart();
            work.run();
        }
    }

    private static FinalState finalState(PromotePoliciesFixture fixture) {
        return new FinalState(
                fixture.policies.all(TENANT).stream()
                        .map(policy -> "%s %s %s".formatted(policy.name(), policy.stage(), policy.since()))
                        .toList(),
                fixture.promotions.of(TENANT, "mail").stream()
                        .map(promotion -> "%s %s".formatted(promotion.to(), promotion.state()))
                        .toList(),
                List.copyOf(new TreeSet<>(fixture.told.keySet())),
                List.copyOf(fixture.news));
    }
}
