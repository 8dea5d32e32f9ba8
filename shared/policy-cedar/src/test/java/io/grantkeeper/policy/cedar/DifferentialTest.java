package io.grantkeeper.policy.cedar;

import static org.assertj.core.api.Assertions.assertThat;

import io.grantkeeper.policy.cedar.ConditionTally.Outcome;
import io.grantkeeper.policy.decision.AccessRequest;
import io.grantkeeper.policy.decision.Decision;
import io.grantkeeper.policy.decision.Judgement;
import io.grantkeeper.policy.decision.SubjectFacts;
import io.grantkeeper.policy.engine.IndexedEngine;
import io.grantkeeper.policy.intent.PolicySet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The engine that decides in production gives the answer of plain Cedar, for every case that is drawn. */
class DifferentialTest {
    private static final int SETS = 200;
    private static final int REQUESTS = 500;
    private static final int JUDGED = 5;

    @Test
    void theIndexedEngineIsPlainCedarOverAHundredThousandCases() {
        AtomicInteger cases = new AtomicInteger();
        AtomicInteger permitted = new AtomicInteger();
        AtomicInteger requestable = new AtomicInteger();
        AtomicInteger judged = new AtomicInteger();
        ConditionTally tally = new ConditionTally();
        IntStream.range(0, SETS).parallel().forEach(seed -> {
            Draws draws = new Draws(seed);
            PolicySet set = PolicySet.read(draws.documents(2 + draws.below(8))).orThrow();
            IndexedEngine engine = IndexedEngine.of(set);
            CedarEngine cedar = CedarEngine.of(set);
            BiConsumer<AccessRequest, SubjectFacts> watch = tally.of(set);
            for (int i = 0; i < REQUESTS; i++) {
                AccessRequest request = draws.request();
                SubjectFacts subject = draws.subject();
                boolean approved = draws.approved();
                Decision ours = engine.decide(request, subject, approved);
                boolean may = cedar.permits(request, subject, approved);
                boolean mayAsk = !may && cedar.mayAsk(request, subject, approved);
                assertThat(ours.permitted() + " " + ours.requestable())
                        .as("seed %d, case %d: %s by %s, approved %s", seed, i, request, subject, approved)
                        .isEqualTo(may + " " + mayAsk);
                if (i % JUDGED == 0) {
                    // A third question to Cedar, for each rule on its own: not of all cases, since it takes as long.
                    assertThat(said(ours.judgements()))
                            .as("seed %d, case %d: %s by %s", seed, i, request, subject)
                            .isEqualTo(said(strictest(
                                    cedar.decide(request, subject, approved).judgements())));
                    judged.addAndGet(ours.judgements().size());
                }
                watch.accept(request, subject);
                cases.incrementAndGet();
                permitted.addAndGet(ours.permitted() ? 1 : 0);
                requestable.addAndGet(ours.requestable() ? 1 : 0);
            }
        });
        assertThat(cases.get()).isGreaterThanOrEqualTo(100_000);
        assertThat(permitted.get()).as("cases that are permitted").isBetween(cases.get() / 10, cases.get() * 9 / 10);
        assertThat(requestable.get()).as("cases that can be requested").isGreaterThan(cases.get() / 20);
        assertThat(judged.get()).as("judgements compared").isGreaterThan(10_000);
        requireThatEveryConditionCameOutEveryWay(tally);
    }

    private static void requireThatEveryConditionCameOutEveryWay(ConditionTally tally) {
        assertThat(tally.counts())
                .as("all sorts of conditions that a document can have")
                .containsOnlyKeys(
                        "age of credential",
                        "ai",
                        "approved",
                        "approved until",
                        "authentication",
                        "fact DEPARTMENT",
                        "fact PRODUCT",
                        "fact PROVIDER",
                        "fact PUBLISHER",
                        "human present",
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
                        "without tags")
                .allSatisfy((sort, outcomes) -> assertThat(outcomes.values())
                        .as(
                                "%s: met, not met%s, each often: %s",
                                sort, outcomes.size() == 3 ? ", not known" : "", outcomes)
                        .hasSizeGreaterThanOrEqualTo(2)
                        .allSatisfy(count -> assertThat(count).isGreaterThan(500)));
        assertThat(tally.counts().values().stream().filter(outcomes -> outcomes.containsKey(Outcome.UNKNOWN)))
                .as("sorts of which something can be unknown")
                .hasSizeGreaterThan(12);
    }

    /** What a policy's strictest rules say: one judgement a policy. */
    private static List<Judgement> strictest(List<Judgement> ofRules) {
        return ofRules.stream()
                .collect(Collectors.toMap(
                        Judgement::policy,
                        each -> each,
                        (one, other) -> other.effect().compareTo(one.effect()) > 0 ? other : one))
                .values()
                .stream()
                .toList();
    }

    private static Set<String> said(List<Judgement> judgements) {
        return judgements.stream()
                .map(each -> each.policy() + " " + each.effect() + " " + each.stage() + " " + each.reason())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void whatIsCompiledIsValidByTheSchemaOfOurModel() {
        for (int seed = 0; seed < 40; seed++) {
            PolicySet set =
                    PolicySet.read(new Draws(1_000 + seed).documents(10)).orThrow();
            assertThat(CedarEngine.complaints(set)).as("seed %d", seed).isEmpty();
        }
    }
}
