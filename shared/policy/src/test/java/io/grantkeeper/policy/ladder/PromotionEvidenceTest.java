package io.grantkeeper.policy.ladder;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.policy.PolicyStage;
import io.grantkeeper.policy.PolicyVersion;
import io.grantkeeper.policy.decision.AccessRequest;
import io.grantkeeper.policy.decision.AuthZenEntity;
import io.grantkeeper.policy.decision.Decision;
import io.grantkeeper.policy.decision.DecisionEngine;
import io.grantkeeper.policy.decision.PolicyEvaluation;
import io.grantkeeper.policy.decision.PolicyEvaluation.Effect;
import io.grantkeeper.policy.decision.SubjectFacts;
import io.grantkeeper.policy.ladder.BlockedAction.Answer;
import io.grantkeeper.policy.store.RecordedDecision;
import io.grantkeeper.policy.store.StoredPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The evidence from recorded decisions")
class PromotionEvidenceTest {
    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
    private static final PolicyVersion VERSION = PolicyVersion.ofText("no mail");
    private static final StoredPolicy POLICY =
            new StoredPolicy("mail", "no mail", VERSION, PolicyStage.RECOMMENDATION, START, 3);

    private static PolicyEvaluation evaluation(PolicyStage stage, Effect effect) {
        return new PolicyEvaluation("mail", VERSION, stage, false, effect, "notes may not send mail", List.of());
    }

    private static RecordedDecision decision(
            int hour, String subject, boolean permitted, PolicyEvaluation... evaluations) {
        AccessRequest request = new AccessRequest(
                AuthZenEntity.of("agent", subject),
                "send",
                Map.of(),
                AuthZenEntity.of("mail", "report-" + hour),
                Map.of(),
                List.of("dana", subject),
                START.plus(Duration.ofHours(hour)));
        return new RecordedDecision(
                "decision-" + hour,
                request.at(),
                request,
                new SubjectFacts.Stranger(),
                new Decision(permitted, !permitted, List.of(evaluations), List.of("because"), List.of(), VERSION),
                Duration.ofNanos(40_000),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static PolicyEvidenceCollector collector() {
        return new PolicyEvidenceCollector(POLICY, START.minus(Duration.ofDays(9)), PromotionEvidenceTest::asked);
    }

    /**
     * Returns people's answers: they called the block of decision 2 wrong and, in one request, the blocks of decisions
     * 3 and 4 right.
     */
    private static Optional<BlockedActionFeedback.Asked> asked(RecordedDecision decision) {
        return switch (decision.id()) {
            case "decision-2" -> Optional.of(new BlockedActionFeedback.Asked("request-a", Answer.WRONG));
            case "decision-3", "decision-4" -> Optional.of(new BlockedActionFeedback.Asked("request-b", Answer.RIGHT));
            default -> Optional.empty();
        };
    }

    @Test
    void countsEvaluatedAndBlockedActions() {
        PolicyEvidenceCollector collector = collector();
        collector.add(decision(1, "notes", true, evaluation(PolicyStage.RECOMMENDATION, Effect.ALLOW)));
        collector.add(decision(2, "notes", false, evaluation(PolicyStage.RECOMMENDATION, Effect.FORBID)));
        collector.add(decision(3, "mailer", false, evaluation(PolicyStage.RECOMMENDATION, Effect.FORBID)));
        collector.add(decision(4, "mailer", true));
        PromotionEvidence evidence = collector.evidence(START.plus(Duration.ofDays(1)));
        assertThat(evidence.blocks())
                .as("out of everything that the policy has seen")
                .isEqualTo(new Proportion(2, 4));
        assertThat(evidence.falseBlocks()).isEqualTo(new Proportion(1, 2));
        assertThat(evidence.identities()).isEqualTo(2);
        assertThat(evidence.people()).isEqualTo(1);
        assertThat(evidence.examples())
                .extracting(BlockedAction::decision)
                .as("examples that people called wrong come first")
                .containsExactly("decision-2", "decision-3");
    }

    @Test
    void countsEachQuestionOnceDespiteRepeatedAttempts() {
        PolicyEvidenceCollector collector = collector();
        collector.add(decision(3, "mailer", false, evaluation(PolicyStage.RECOMMENDATION, Effect.FORBID)));
        collector.add(decision(4, "mailer", false, evaluation(PolicyStage.RECOMMENDATION, Effect.FORBID)));
        PromotionEvidence evidence = collector.evidence(START.plus(Duration.ofDays(1)));
        assertThat(evidence.blocks()).isEqualTo(new Proportion(2, 2));
        assertThat(evidence.falseBlocks()).isEqualTo(new Proportion(0, 1));
    }

    @Test
    void countsOnlyDecisionsUnderCurrentPolicyTextAndStage() {
        PolicyEvidenceCollector collector = collector();
        collector.add(decision(1, "notes", true, evaluation(PolicyStage.TRAINING, Effect.FORBID)));
        collector.add(decision(-1, "notes", false, evaluation(PolicyStage.RECOMMENDATION, Effect.FORBID)));
        collector.add(decision(
                1,
                "notes",
                false,
                new PolicyEvaluation(
                        "mail",
                        PolicyVersion.ofText("an older text"),
                        PolicyStage.RECOMMENDATION,
                        false,
                        Effect.FORBID,
                        "",
                        List.of())));
        assertThat(collector.evidence(START).blocks()).isEqualTo(new Proportion(0, 2));
    }

    @Test
    void doesNotCountApprovedRequestsAsFalseBlocks() {
        PolicyEvidenceCollector collector = collector();
        collector.add(decision(2, "notes", false, evaluation(PolicyStage.RECOMMENDATION, Effect.ASK)));
        PromotionEvidence evidence = collector.evidence(START.plus(Duration.ofDays(1)));
        assertThat(evidence.blocks()).isEqualTo(new Proportion(0, 1));
        assertThat(evidence.asks()).isOne();
        assertThat(evidence.falseBlocks()).isEqualTo(new Proportion(0, 0));
    }

    @Test
    void limitsExamplesAndListsFalseBlocksFirst() {
        PolicyEvidenceCollector collector = collector();
        for (int hour = 0; hour < 1_000; hour++) {
            collector.add(decision(hour, "notes", false, evaluation(PolicyStage.RECOMMENDATION, Effect.FORBID)));
        }
        PromotionEvidence evidence = collector.evidence(START.plus(Duration.ofDays(60)));
        assertThat(evidence.blocks()).isEqualTo(new Proportion(1_000, 1_000));
        assertThat(evidence.examples())
                .hasSize(5)
                .first()
                .extracting(BlockedAction::decision)
                .isEqualTo("decision-2");
    }

    @Test
    void replaysDecisionsUnderOtherPolicies() {
        DecisionEngine strict = new DecisionEngine() {
            @Override
            public Decision decide(AccessRequest request, SubjectFacts subject, boolean approved) {
                boolean permitted = !request.subject().id().equals("notes");
                return new Decision(permitted, false, List.of(), List.of("no notes"), List.of(), version());
            }

            @Override
            public PolicyVersion version() {
                return PolicyVersion.ofText("strict");
            }
        };
        PolicyReplay replay = new PolicyReplay(strict, 2);
        for (int hour = 0; hour < 48; hour++) {
            replay.add(decision(hour, hour % 16 == 0 ? "notes" : "mailer", hour != 5));
        }
        PolicyReplay.Result result = replay.result();
        assertThat(result.sentence())
                .isEqualTo("would have blocked 3 of 48 actions in 2 days, and allowed 1 that was denied");
        assertThat(result.subjects()).containsExactly("notes");
        assertThat(result.blocks())
                .extracting(PolicyReplay.Difference::action)
                .containsExactly("send mail report-0", "send mail report-16");
        assertThat(result.releases())
                .singleElement()
                .satisfies(release -> assertThat(release.decision()).isEqualTo("decision-5"));
    }

    @Test
    void reportsNoBlocksIfNoDecisionsAreRecorded() {
        DecisionEngine none = new DecisionEngine() {
            @Override
            public Decision decide(AccessRequest request, SubjectFacts subject, boolean approved) {
                throw new IllegalStateException("no decision is expected");
            }

            @Override
            public PolicyVersion version() {
                return VERSION;
            }
        };
        assertThat(new PolicyReplay(none, 9).result().sentence())
                .isEqualTo("would have blocked nothing: no actions are recorded for this period");
    }
}
