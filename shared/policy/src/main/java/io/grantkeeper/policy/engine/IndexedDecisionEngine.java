package io.grantkeeper.policy.engine;

import io.grantkeeper.policy.PolicyVersion;
import io.grantkeeper.policy.capability.CapabilityClass;
import io.grantkeeper.policy.decision.AccessRequest;
import io.grantkeeper.policy.decision.Decision;
import io.grantkeeper.policy.decision.DecisionEngine;
import io.grantkeeper.policy.decision.PolicyEvaluation;
import io.grantkeeper.policy.decision.SubjectFacts;
import io.grantkeeper.policy.intent.FailMode;
import io.grantkeeper.policy.intent.PolicyDocument;
import io.grantkeeper.policy.intent.PolicyRule;
import io.grantkeeper.policy.intent.PolicySet;
import io.grantkeeper.policy.intent.PolicyText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes decisions with a set of policies. For each combination of capability and subject type, it caches which rules
 * can apply, and evaluates only these rules for a request. It caches nothing about individual requests or subjects, so
 * no cached result can become outdated.
 */
public final class IndexedDecisionEngine implements DecisionEngine {
    private static final CompiledRule[] NONE = {};

    private final PolicySet set;
    private final Set<String> contextMembers;
    private final CompiledRule[] rules;
    private final PolicyEvaluation[] evaluations;
    private final Map<String, CompiledRule[]> byAction;
    private final AtomicReferenceArray<CompiledRule @Nullable []> slices =
            new AtomicReferenceArray<>((CapabilityClass.COUNT + 1) * SubjectType.COUNT);

    private IndexedDecisionEngine(PolicySet set) {
        this.set = set;
        this.contextMembers = ContextMembers.of(set);
        List<CompiledRule> prepared = new ArrayList<>();
        List<PolicyEvaluation> said = new ArrayList<>();
        Map<String, List<CompiledRule>> named = new HashMap<>();
        for (int i = 0; i < set.policies().size(); i++) {
            PolicyDocument policy = set.policies().get(i);
            for (PolicyRule rule : policy.rules()) {
                CompiledRule one = new CompiledRule(prepared.size(), i, policy, rule);
                prepared.add(one);
                said.add(evaluation(policy, rule));
                one.actionNames()
                        .forEach(action -> named.computeIfAbsent(action, _ -> new ArrayList<>())
                                .add(one));
            }
        }
        this.rules = prepared.toArray(NONE);
        this.evaluations = said.toArray(PolicyEvaluation[]::new);
        this.byAction = new HashMap<>();
        named.forEach((action, list) -> byAction.put(action, list.toArray(NONE)));
    }

    /**
     * Returns the judgment of a policy on any request to which the given rule of the policy applies. The judgment
     * depends only on the rule, not on the rest of the request.
     */
    public static PolicyEvaluation evaluation(PolicyDocument policy, PolicyRule rule) {
        return new PolicyEvaluation(
                policy.name(),
                policy.version(),
                policy.stage(),
                policy.guardrail(),
                rule.effect(),
                PolicyText.reason(policy, rule),
                rule.obligations());
    }

    public static IndexedDecisionEngine of(PolicySet set) {
        return new IndexedDecisionEngine(set);
    }

    public PolicySet set() {
        return set;
    }

    /** Returns the names of the context members that the policies read. */
    public Set<String> contextMembers() {
        return contextMembers;
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
            return failureDecision(e);
        }
    }

    /**
     * Returns the decision for a request that cannot be evaluated, for example because the subject cannot be read. The
     * decision is a denial, unless every policy fails open.
     */
    public Decision failureDecision(RuntimeException failure) {
        return DecisionCombiner.ofFailure(set, failure);
    }

    private Decision decide(RequestFacts facts, boolean approved) {
        DecisionCombiner outcome = new DecisionCombiner(set, facts);
        CompiledRule[] candidates = candidates(facts);
        CompiledRule[] named = byAction.get(facts.request().action());
        for (CompiledRule rule : named == null ? candidates : merge(candidates, named)) {
            try {
                if (rule.applies(facts)) {
                    outcome.add(rule.policy(), evaluations[rule.index()]);
                }
            } catch (RuntimeException e) {
                outcome.addFailure(set.policies().get(rule.policy()), e);
            }
        }
        return outcome.decide(approved);
    }

    /**
     * Merges two lists of rules without duplicates, in document order.
     *
     * @param meant the rules that cover the action by its capability
     * @param named the rules that cover the action by its name
     */
    private static CompiledRule[] merge(CompiledRule[] meant, CompiledRule[] named) {
        return Stream.concat(Arrays.stream(meant), Arrays.stream(named))
                .distinct()
                .sorted(Comparator.comparingInt(CompiledRule::index))
                .toArray(CompiledRule[]::new);
    }

    private CompiledRule[] candidates(RequestFacts facts) {
        SubjectType sort = SubjectType.of(facts.subject());
        Optional<CapabilityClass> action = facts.capabilityClass();
        int slot = (action.isPresent() ? action.get().index() + 1 : 0) * SubjectType.COUNT + sort.index();
        CompiledRule[] slice = slices.get(slot);
        if (slice == null) {
            List<CompiledRule> found = new ArrayList<>();
            for (CompiledRule rule : rules) {
                if (rule.mayMatch(action) && rule.mayCover(sort)) {
                    found.add(rule);
                }
            }
            slice = found.toArray(NONE);
            slices.set(slot, slice);
        }
        return slice;
    }

    /** Returns whether the other policies make the decision if this policy cannot be evaluated. */
    static boolean failsOpen(PolicyDocument policy) {
        return policy.failMode() == FailMode.OPEN;
    }
}
