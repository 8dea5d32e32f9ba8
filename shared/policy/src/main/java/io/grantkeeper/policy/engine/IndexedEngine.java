package io.grantkeeper.policy.engine;

import io.grantkeeper.policy.PolicyVersion;
import io.grantkeeper.policy.capability.Deed;
import io.grantkeeper.policy.decision.AccessRequest;
import io.grantkeeper.policy.decision.Decision;
import io.grantkeeper.policy.decision.DecisionEngine;
import io.grantkeeper.policy.decision.Judgement;
import io.grantkeeper.policy.decision.SubjectFacts;
import io.grantkeeper.policy.intent.FailMode;
import io.grantkeeper.policy.intent.Policy;
import io.grantkeeper.policy.intent.PolicySet;
import io.grantkeeper.policy.intent.Rule;
import io.grantkeeper.policy.intent.Sentences;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides by a set of policies. For each deed and sort of subject it keeps which rules can hold at all; those are judged
 * anew for each request. It remembers nothing of requests or subjects, so nothing can outlive what it was computed from.
 */
public final class IndexedEngine implements DecisionEngine {
    private static final PreparedRule[] NONE = {};

    private final PolicySet set;
    private final PreparedRule[] rules;
    private final Judgement[] judgements;
    private final Map<String, PreparedRule[]> byAction;
    private final AtomicReferenceArray<PreparedRule @Nullable []> slices =
            new AtomicReferenceArray<>((Deed.COUNT + 1) * SubjectSort.COUNT);

    private IndexedEngine(PolicySet set) {
        this.set = set;
        List<PreparedRule> prepared = new ArrayList<>();
        List<Judgement> said = new ArrayList<>();
        Map<String, List<PreparedRule>> named = new HashMap<>();
        for (int i = 0; i < set.policies().size(); i++) {
            Policy policy = set.policies().get(i);
            for (Rule rule : policy.rules()) {
                PreparedRule one = new PreparedRule(prepared.size(), i, policy, rule);
                prepared.add(one);
                said.add(new Judgement(
                        policy.name(),
                        policy.version(),
                        policy.stage(),
                        policy.guardrail(),
                        rule.effect(),
                        Sentences.reason(policy, rule),
                        rule.obligations()));
                one.actions()
                        .forEach(action -> named.computeIfAbsent(action, _ -> new ArrayList<>())
                                .add(one));
            }
        }
        this.rules = prepared.toArray(NONE);
        this.judgements = said.toArray(Judgement[]::new);
        this.byAction = new HashMap<>();
        named.forEach((action, list) -> byAction.put(action, list.toArray(NONE)));
    }

    public static IndexedEngine of(PolicySet set) {
        return new IndexedEngine(set);
    }

    public PolicySet set() {
        return set;
    }

    @Override
    public PolicyVersion version() {
        return set.version();
    }

    @Override
    public Decision decide(AccessRequest request, SubjectFacts subject, boolean approved) {
        try {
            return decide(new RequestFacts(request, subject, set.settings().mapping()), approved);
        } catch (RuntimeException e) {
            return unable(e);
        }
    }

    /**
     * What is answered where a request cannot be judged at all, for example because nobody can tell who acts: a denial,
     * unless every policy fails open.
     */
    public Decision unable(RuntimeException failure) {
        return Outcome.failed(set, failure);
    }

    private Decision decide(RequestFacts facts, boolean approved) {
        Outcome outcome = new Outcome(set, facts);
        PreparedRule[] candidates = candidates(facts);
        PreparedRule[] named = byAction.get(facts.request().action());
        for (PreparedRule rule : named == null ? candidates : merged(candidates, named)) {
            try {
                if (rule.holds(facts)) {
                    outcome.add(rule.policy(), judgements[rule.index()]);
                }
            } catch (RuntimeException e) {
                outcome.broke(set.policies().get(rule.policy()), e);
            }
        }
        return outcome.decide(approved);
    }

    /** Each rule once, in the order of the documents. */
    private static PreparedRule[] merged(PreparedRule[] meant, PreparedRule[] named) {
        return Stream.concat(Arrays.stream(meant), Arrays.stream(named))
                .distinct()
                .sorted(Comparator.comparingInt(PreparedRule::index))
                .toArray(PreparedRule[]::new);
    }

    private PreparedRule[] candidates(RequestFacts facts) {
        SubjectSort sort = SubjectSort.of(facts.subject());
        Optional<Deed> deed = facts.deed();
        int slot = (deed.isPresent() ? deed.get().index() + 1 : 0) * SubjectSort.COUNT + sort.index();
        PreparedRule[] slice = slices.get(slot);
        if (slice == null) {
            List<PreparedRule> found = new ArrayList<>();
            for (PreparedRule rule : rules) {
                if (rule.mayMean(deed) && rule.mayCover(sort)) {
                    found.add(rule);
                }
            }
            slice = found.toArray(NONE);
            slices.set(slot, slice);
        }
        return slice;
    }

    /** Whether something that broke leaves the answer to the others. */
    static boolean opens(Policy policy) {
        return policy.failMode() == FailMode.OPEN;
    }
}
