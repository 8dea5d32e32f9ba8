package io.grantkeeper.policy.cedar;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.policy.PolicyStage;
import io.grantkeeper.policy.decision.AccessRequest;
import io.grantkeeper.policy.decision.Decision;
import io.grantkeeper.policy.decision.PolicyEvaluation.Effect;
import io.grantkeeper.policy.decision.SubjectFacts;
import io.grantkeeper.policy.engine.IndexedDecisionEngine;
import io.grantkeeper.policy.intent.PolicyDocument;
import io.grantkeeper.policy.intent.PolicySet;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** Tests properties that every set of policies must have. The sets and requests are generated from a seed. */
class DecisionPropertiesTest {
    private static final int SETS = 100;
    private static final int REQUESTS = 60;

    /** A property to test. It is prepared once for each set of policies, and then checked for many requests. */
    private interface Property {
        BiConsumer<AccessRequest, SubjectFacts> of(PolicySet set);
    }

    private static void forAll(Property property) {
        for (int seed = 0; seed < SETS; seed++) {
            RandomPolicies draws = new RandomPolicies(7_000 + seed);
            PolicySet set = PolicySet.read(draws.documents(1 + draws.below(6))).orThrow();
            BiConsumer<AccessRequest, SubjectFacts> check = property.of(set);
            for (int i = 0; i < REQUESTS; i++) {
                check.accept(draws.request(), draws.subject());
            }
        }
    }

    private static List<IndexedDecisionEngine> enginesByStage(PolicySet set) {
        return Arrays.stream(PolicyStage.values())
                .map(stage -> IndexedDecisionEngine.of(PolicySet.of(
                        set.policies().stream()
                                .map(policy -> policy.atStage(stage))
                                .toList(),
                        set.settings())))
                .toList();
    }

    @Test
    void approvedRequestRemainsPermittedAtHigherStage() {
        forAll(set -> {
            List<IndexedDecisionEngine> stages = enginesByStage(set);
            return (request, subject) -> {
                boolean below = false;
                for (IndexedDecisionEngine stage : stages) {
                    boolean here = stage.decide(request, subject, true).permitted();
                    assertThat(here || !below).as("%s", request).isTrue();
                    below = here;
                }
            };
        });
    }

    @Test
    void guardrailsApplyAtEveryStageEvenWithApproval() {
        AtomicInteger held = new AtomicInteger();
        forAll(set -> {
            List<IndexedDecisionEngine> stages = enginesByStage(set);
            return (request, subject) -> {
                for (IndexedDecisionEngine stage : stages) {
                    Decision decision = stage.decide(request, subject, true);
                    boolean kept = decision.judgements().stream()
                            .anyMatch(each -> each.guardrail() && each.effect() == Effect.FORBID);
                    assertThat(decision.permitted()).isEqualTo(!kept);
                    assertThat(decision.requestable()).isFalse();
                    held.addAndGet(kept ? 1 : 0);
                }
            };
        });
        assertThat(held.get()).isGreaterThan(1_000);
    }

    @Test
    void approvalPermitsRequestableActions() {
        AtomicInteger requestable = new AtomicInteger();
        forAll(set -> {
            IndexedDecisionEngine engine = IndexedDecisionEngine.of(set);
            return (request, subject) -> {
                if (engine.decide(request, subject, false).requestable()) {
                    requestable.incrementAndGet();
                    assertThat(engine.decide(request, subject, true).permitted())
                            .isTrue();
                }
            };
        });
        assertThat(requestable.get()).isGreaterThan(1_000);
    }

    @Test
    void policiesInTrainingNeverChangeTheDecision() {
        forAll(set -> {
            List<PolicyDocument> others = set.policies().stream()
                    .filter(policy -> policy.guardrail() || policy.stage() != PolicyStage.TRAINING)
                    .toList();
            IndexedDecisionEngine all = IndexedDecisionEngine.of(set);
            IndexedDecisionEngine live = IndexedDecisionEngine.of(PolicySet.of(others, set.settings()));
            return (request, subject) -> {
                Decision with = all.decide(request, subject, false);
                Decision without = live.decide(request, subject, false);
                assertThat(with.permitted()).isEqualTo(without.permitted());
                assertThat(with.requestable()).isEqualTo(without.requestable());
                assertThat(with.reasons()).isEqualTo(without.reasons());
            };
        });
    }

    @Test
    void decisionsDoNotDependOnCaches() {
        forAll(set -> {
            IndexedDecisionEngine warm = IndexedDecisionEngine.of(set);
            return (request, subject) -> {
                Decision first = warm.decide(request, subject, false);
                assertThat(warm.decide(request, subject, false)).isEqualTo(first);
                assertThat(IndexedDecisionEngine.of(set).decide(request, subject, false))
                        .isEqualTo(first);
            };
        });
    }
}
