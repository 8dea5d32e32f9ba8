package io.grantkeeper.policy.cedar;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.policy.cedar.ConditionCoverage.Outcome;
import io.grantkeeper.policy.decision.AccessRequest;
import io.grantkeeper.policy.decision.Decision;
import io.grantkeeper.policy.decision.PolicyEvaluation;
import io.grantkeeper.policy.decision.SubjectFacts;
import io.grantkeeper.policy.engine.IndexedDecisionEngine;
import io.grantkeeper.policy.intent.PolicySet;
import io.grantkeeper.policy.intent.RequestFlag;
import io.grantkeeper.property.testkit.TestRepetitions;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests that the production engine agrees with plain Cedar in every random case. */
class DifferentialTest {
    private static final int SETS = TestRepetitions.times(200, 20);
    private static final int REQUESTS = 500;
    private static final int JUDGED = 5;

    @Test
    void indexedEngineAgreesWithCedar() {
        AtomicInteger cases = new AtomicInteger();
        AtomicInteger permitted = new AtomicInteger();
        AtomicInteger requestable = new AtomicInteger();
        AtomicInteger judged = new AtomicInteger();
        ConditionCoverage tally = new ConditionCoverage();
        IntStream.range(0, SETS).parallel().forEach(seed -> {
            RandomPolicies draws = new RandomPolicies(seed);
            PolicySet set = PolicySet.read(draws.documents(2 + draws.below(8))).orThrow();
            IndexedDecisionEngine engine = IndexedDecisionEngine.of(set);
            CedarEngine cedar = CedarEngine.of(set);
            BiConsumer<AccessRequest, SubjectFacts> watch = tally.of(set);
            for (int i = 0; i < REQUESTS; i++) {
                AccessRequest request = draws.request();
                SubjectFacts subject = draws.subject();
                boolean approved = draws.approved();
                Decision ours = engine.decide(request, subject, approved);
                boolean may = cedar.permits(request, subject, approved);
                boolean mayAsk = !may && cedar.isRequestable(request, subject, approved);
                assertThat(ours.permitted() + " " + ours.requestable())
                        .as("seed %d, case %d: %s by %s, approved %s", seed, i, request, subject, approved)
                        .isEqualTo(may + " " + mayAsk);
                if (i % JUDGED == 0) {
                    // Comparing the judgments of all rules needs a third call to Cedar, which is too slow to make in
                    // every case.
                    assertThat(describe(ours.judgements()))
                            .as("seed %d, case %d: %s by %s", seed, i, request, subject)
                            .isEqualTo(describe(strictest(
                                    cedar.decide(request, subject, approved).judgements())));
                    judged.addAndGet(ours.judgements().size());
                }
                watch.accept(request, subject);
                cases.incrementAndGet();
                permitted.addAndGet(ours.permitted() ? 1 : 0);
                requestable.addAndGet(ours.requestable() ? 1 : 0);
            }
        });
        assertThat(cases.get()).isEqualTo(SETS * REQUESTS);
        assertThat(permitted.get()).as("permitted cases").isBetween(cases.get() / 10, cases.get() * 9 / 10);
        assertThat(requestable.get()).as("requestable cases").isGreaterThan(cases.get() / 20);
        assertThat(judged.get()).as("judgements compared").isGreaterThan(50 * SETS);
        requireEveryResultOfEveryCondition(tally);
    }

    private static String[] sortsOfConditions() {
        return Stream.concat(
                        Stream.of(
                                "age of credential",
                                "ai",
                                "approved",
                                "approved until",
                                "authentication",
                                "fact DEPARTMENT",
                                "fact PRODUCT",
                                "fact PROVIDER",
                                "fact PUBLISHER",
                                "kind",
                                "network",
                                "owner known",
                                "reach",
                                "recent authentication",
                                "risk tier",
                                "stated ACTION Is",
                                "stated CONTEXT NoneOf",
                                "stated RESOURCE Between",
                                "stated RESOURCE OneOf",
                                "stated RESOURCE SameAs",
                                "stated SUBJECT OneOf",
                                "tags",
                                "time of day",
                                "without tags"),
                        Arrays.stream(RequestFlag.values()).map(flag -> "flag " + flag))
                .toArray(String[]::new);
    }

    private static void requireEveryResultOfEveryCondition(ConditionCoverage tally) {
        assertThat(tally.counts())
                .as("all sorts of conditions in documents")
                .containsOnlyKeys(sortsOfConditions())
                .allSatisfy((sort, outcomes) -> assertThat(outcomes.values())
                        .as(
                                "%s: met, not met%s, several times each: %s",
                                sort, outcomes.size() == 3 ? ", not known" : "", outcomes)
                        .hasSizeGreaterThanOrEqualTo(2)
                        .allSatisfy(count -> assertThat(count).isGreaterThan(SETS * 5L / 2)));
        assertThat(tally.counts().values().stream().filter(outcomes -> outcomes.containsKey(Outcome.UNKNOWN)))
                .as("sorts of conditions that can be unknown")
                .hasSizeGreaterThan(12);
    }

    /** Reduces the judgments of the rules to one judgment per policy, the strictest one. */
    private static List<PolicyEvaluation> strictest(List<PolicyEvaluation> ofRules) {
        return ofRules.stream()
                .collect(Collectors.toMap(
                        PolicyEvaluation::policy,
                        each -> each,
                        (one, other) -> other.effect().compareTo(one.effect()) > 0 ? other : one))
                .values()
                .stream()
                .toList();
    }

    private static Set<String> describe(List<PolicyEvaluation> evaluations) {
        return evaluations.stream()
                .map(each -> each.policy() + " " + each.effect() + " " + each.stage() + " " + each.reason())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void compiledPoliciesMatchSchema() {
        for (int seed = 0; seed < TestRepetitions.times(40, 10); seed++) {
            PolicySet set = PolicySet.read(new RandomPolicies(1_000 + seed).documents(10))
                    .orThrow();
            assertThat(CedarEngine.validationErrors(set)).as("seed %d", seed).isEmpty();
        }
    }
}
