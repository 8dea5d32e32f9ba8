package io.grantkeeper.policy.cedar;

import io.grantkeeper.policy.decision.AccessRequest;
import io.grantkeeper.policy.decision.PolicyEvaluation.Effect;
import io.grantkeeper.policy.decision.SubjectFacts;
import io.grantkeeper.policy.engine.RequestFacts;
import io.grantkeeper.policy.engine.SingleRuleEvaluator;
import io.grantkeeper.policy.intent.PolicyCondition;
import io.grantkeeper.policy.intent.PolicyDocument;
import io.grantkeeper.policy.intent.PolicyRule;
import io.grantkeeper.policy.intent.PolicySet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * Counts how many times each kind of condition has each possible result in random test cases. Comparing two engines
 * proves nothing about a condition that no case evaluates.
 */
final class ConditionCoverage {
    /** The possible results of a condition. */
    enum Outcome {
        MET,
        NOT_MET,
        UNKNOWN
    }

    private record Count(String sort, Outcome outcome) {}

    private final Map<Count, LongAdder> counts = new ConcurrentHashMap<>();

    /**
     * A condition of a rule, with one probe that allows and one that forbids. Together, the probes show whether the
     * condition is unknown: in that case, the allowing probe does not apply, but the forbidding one does.
     */
    private record TrackedCondition(
            PolicyCondition condition, SingleRuleEvaluator allowing, SingleRuleEvaluator forbidding) {
        private static TrackedCondition of(PolicyDocument policy, PolicyRule rule, PolicyCondition condition) {
            return new TrackedCondition(
                    condition, probe(policy, rule, Effect.ALLOW), probe(policy, rule, Effect.FORBID));
        }

        private static SingleRuleEvaluator probe(PolicyDocument policy, PolicyRule rule, Effect effect) {
            return new SingleRuleEvaluator(
                    policy,
                    new PolicyRule(
                            effect,
                            rule.targets(),
                            List.of(),
                            List.of(),
                            rule.because(),
                            rule.obligations(),
                            rule.place()));
        }

        private Outcome outcome(RequestFacts facts) {
            if (allowing.isMet(condition, facts)) {
                return Outcome.MET;
            }
            return forbidding.isMet(condition, facts) ? Outcome.UNKNOWN : Outcome.NOT_MET;
        }
    }

    /**
     * Returns a consumer of test cases. For each test case, the consumer counts the results of all conditions in a set
     * of policies.
     */
    BiConsumer<AccessRequest, SubjectFacts> of(PolicySet set) {
        List<TrackedCondition> watched = new ArrayList<>();
        for (PolicyDocument policy : set.policies()) {
            for (PolicyRule rule : policy.rules()) {
                Stream.of(policy.covers(), rule.when(), rule.unless())
                        .flatMap(List::stream)
                        .distinct()
                        .forEach(condition -> watched.add(TrackedCondition.of(policy, rule, condition)));
            }
        }
        return (request, subject) -> {
            RequestFacts facts =
                    new RequestFacts(request, subject, set.settings().mapping());
            watched.forEach(each -> counts.computeIfAbsent(
                            new Count(sort(each.condition()), each.outcome(facts)), _ -> new LongAdder())
                    .increment());
        };
    }

    /** Returns the number of times that each kind of condition had each result. */
    Map<String, Map<Outcome, Long>> counts() {
        Map<String, Map<Outcome, Long>> all = new TreeMap<>();
        counts.forEach((count, number) ->
                all.computeIfAbsent(count.sort(), _ -> new TreeMap<>()).put(count.outcome(), number.sum()));
        return all;
    }

    private static String sort(PolicyCondition condition) {
        return switch (condition) {
            case PolicyCondition.KindIn _ -> "kind";
            case PolicyCondition.Ai _ -> "ai";
            case PolicyCondition.FactIn(var fact, var _) -> "fact " + fact;
            case PolicyCondition.RiskIn _ -> "risk tier";
            case PolicyCondition.Tagged(var _, boolean carried) -> carried ? "tags" : "without tags";
            case PolicyCondition.OnApprovedList _ -> "approved";
            case PolicyCondition.OwnerKnown _ -> "owner known";
            case PolicyCondition.CredentialOlder _ -> "age of credential";
            case PolicyCondition.ReachIn _ -> "reach";
            case PolicyCondition.Within _ -> "time of day";
            case PolicyCondition.FromNetwork _ -> "network";
            case PolicyCondition.Flagged(var flag, var _) -> "flag " + flag;
            case PolicyCondition.Authenticated(var _, var within) ->
                within.isZero() ? "authentication" : "recent authentication";
            case PolicyCondition.Before _ -> "approved until";
            case PolicyCondition.Stated(var attribute, var comparison) ->
                "stated " + attribute.part() + " " + comparison.getClass().getSimpleName();
        };
    }
}
