package io.grantkeeper.policy.cedar;

import io.grantkeeper.policy.decision.AccessRequest;
import io.grantkeeper.policy.decision.Judgement.Effect;
import io.grantkeeper.policy.decision.SubjectFacts;
import io.grantkeeper.policy.engine.RequestFacts;
import io.grantkeeper.policy.engine.RuleProbe;
import io.grantkeeper.policy.intent.Condition;
import io.grantkeeper.policy.intent.Policy;
import io.grantkeeper.policy.intent.PolicySet;
import io.grantkeeper.policy.intent.Rule;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Counts which conditions drawn cases came to, and how each came out: a case that meets no condition proves none. */
final class ConditionTally {
    /** How a condition can come out. */
    enum Outcome {
        MET,
        NOT_MET,
        UNKNOWN
    }

    private final Map<String, Map<Outcome, Long>> counts = new TreeMap<>();

    /** Adds what one case came to: every condition of every rule of its set. */
    void add(PolicySet set, AccessRequest request, SubjectFacts subject) {
        RequestFacts facts = new RequestFacts(request, subject, set.settings().mapping());
        for (Policy policy : set.policies()) {
            for (Rule rule : policy.rules()) {
                for (Condition condition : conditions(policy, rule)) {
                    count(sort(condition), outcome(policy, rule, condition, facts));
                }
            }
        }
    }

    private synchronized void count(String sort, Outcome outcome) {
        counts.computeIfAbsent(sort, _ -> new TreeMap<>()).merge(outcome, 1L, Long::sum);
    }

    /** How often each came out which way. */
    synchronized Map<String, Map<Outcome, Long>> counts() {
        return Map.copyOf(counts);
    }

    private static Set<Condition> conditions(Policy policy, Rule rule) {
        return new LinkedHashSet<>(Stream.of(policy.covers(), rule.when(), rule.unless())
                .flatMap(List::stream)
                .toList());
    }

    /** A rule that allows does not hold on what is unknown, one that forbids does: so the two tell three outcomes apart. */
    private static Outcome outcome(Policy policy, Rule rule, Condition condition, RequestFacts facts) {
        if (probe(policy, rule, Effect.ALLOW).meets(condition, facts)) {
            return Outcome.MET;
        }
        return probe(policy, rule, Effect.FORBID).meets(condition, facts) ? Outcome.UNKNOWN : Outcome.NOT_MET;
    }

    private static RuleProbe probe(Policy policy, Rule rule, Effect effect) {
        return new RuleProbe(
                policy,
                new Rule(
                        effect,
                        rule.targets(),
                        List.of(),
                        List.of(),
                        rule.because(),
                        rule.obligations(),
                        rule.place()));
    }

    private static String sort(Condition condition) {
        return switch (condition) {
            case Condition.KindIn _ -> "kind";
            case Condition.Ai _ -> "ai";
            case Condition.FactIn(var fact, var _) -> "fact " + fact;
            case Condition.RiskIn _ -> "risk tier";
            case Condition.Tagged(var _, boolean carried) -> carried ? "tags" : "without tags";
            case Condition.OnApprovedList _ -> "approved";
            case Condition.OwnerKnown _ -> "owner known";
            case Condition.CredentialOlder _ -> "age of credential";
            case Condition.ReachIn _ -> "reach";
            case Condition.Within _ -> "time of day";
            case Condition.FromNetwork _ -> "network";
            case Condition.HumanPresent _ -> "human present";
            case Condition.Authenticated(var _, var within) ->
                within.isZero() ? "authentication" : "recent authentication";
            case Condition.Before _ -> "approved until";
            case Condition.Stated(var attribute, var comparison) ->
                "stated " + attribute.part() + " " + comparison.getClass().getSimpleName();
        };
    }
}
