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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** Counts which conditions drawn cases came to, and how each came out: a case that meets no condition proves none. */
final class ConditionTally {
    /** How a condition can come out. */
    enum Outcome {
        MET,
        NOT_MET,
        UNKNOWN
    }

    private record Count(String sort, Outcome outcome) {}

    private final Map<Count, LongAdder> counts = new ConcurrentHashMap<>();

    /** A condition of one rule, with two rules that have it: one that allows does not hold on what is unknown, one that forbids does. */
    private record Watched(Condition condition, RuleProbe allowing, RuleProbe forbidding) {
        private static Watched of(Policy policy, Rule rule, Condition condition) {
            return new Watched(condition, probe(policy, rule, Effect.ALLOW), probe(policy, rule, Effect.FORBID));
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

        private Outcome outcome(RequestFacts facts) {
            if (allowing.meets(condition, facts)) {
                return Outcome.MET;
            }
            return forbidding.meets(condition, facts) ? Outcome.UNKNOWN : Outcome.NOT_MET;
        }
    }

    /** Watches the conditions of one set. */
    BiConsumer<AccessRequest, SubjectFacts> of(PolicySet set) {
        List<Watched> watched = new ArrayList<>();
        for (Policy policy : set.policies()) {
            for (Rule rule : policy.rules()) {
                Stream.of(policy.covers(), rule.when(), rule.unless())
                        .flatMap(List::stream)
                        .distinct()
                        .forEach(condition -> watched.add(Watched.of(policy, rule, condition)));
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

    /** How often each sort came out which way. */
    Map<String, Map<Outcome, Long>> counts() {
        Map<String, Map<Outcome, Long>> all = new TreeMap<>();
        counts.forEach((count, number) ->
                all.computeIfAbsent(count.sort(), _ -> new TreeMap<>()).put(count.outcome(), number.sum()));
        return all;
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
