package io.grantkeeper.policy.engine;

import io.grantkeeper.policy.PolicyStage;
import io.grantkeeper.policy.capability.CapabilityClass;
import io.grantkeeper.policy.decision.Decision;
import io.grantkeeper.policy.decision.PolicyEvaluation;
import io.grantkeeper.policy.decision.PolicyEvaluation.Effect;
import io.grantkeeper.policy.decision.SubjectFacts;
import io.grantkeeper.policy.intent.PolicyDocument;
import io.grantkeeper.policy.intent.PolicySet;
import io.grantkeeper.policy.intent.PolicySetSettings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Combines the judgments of several policies on one request into a decision. */
final class DecisionCombiner {
    private final PolicySet set;
    private final RequestFacts facts;
    private final Map<Integer, PolicyEvaluation> byPolicy = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();
    private boolean closed;

    DecisionCombiner(PolicySet set, RequestFacts facts) {
        this.set = set;
        this.facts = facts;
    }

    /**
     * Adds the judgment of a rule. If several rules of a policy apply, the strictest one determines the judgment of the
     * policy; the obligations of equally strict rules are combined.
     */
    void add(int policy, PolicyEvaluation evaluation) {
        byPolicy.merge(policy, evaluation, DecisionCombiner::stricter);
    }

    private static PolicyEvaluation stricter(PolicyEvaluation one, PolicyEvaluation other) {
        int order = one.effect().compareTo(other.effect());
        if (order != 0) {
            return order > 0 ? one : other;
        }
        if (other.obligations().isEmpty() || one.obligations().containsAll(other.obligations())) {
            return one;
        }
        Set<String> all = new LinkedHashSet<>(one.obligations());
        all.addAll(other.obligations());
        return new PolicyEvaluation(
                one.policy(),
                one.version(),
                one.stage(),
                one.guardrail(),
                one.effect(),
                one.reason(),
                List.copyOf(all));
    }

    /**
     * Records that a policy could not be evaluated. The request is then denied, unless the policy fails open or is in
     * training. A guardrail in training counts as if it were enforced.
     */
    void addFailure(PolicyDocument policy, RuntimeException failure) {
        failures.add("internal error: the policy '%s' could not be evaluated (%s)"
                .formatted(policy.name(), failure.getClass().getSimpleName()));
        closed |= !IndexedDecisionEngine.failsOpen(policy)
                && (policy.guardrail() || policy.stage() != PolicyStage.TRAINING);
    }

    /** Returns the decision for a request for which no policy could be evaluated. */
    static Decision ofFailure(PolicySet set, RuntimeException failure) {
        boolean open = !set.policies().isEmpty() && set.policies().stream().allMatch(IndexedDecisionEngine::failsOpen);
        return new Decision(
                open,
                false,
                List.of(),
                List.of("internal error: the request could not be evaluated (%s)%s"
                        .formatted(failure.getClass().getSimpleName(), open ? "; every policy fails open" : "")),
                List.of(),
                set.version());
    }

    /** Returns whether a judgment affects the decision at the policy's stage. */
    private static boolean isEffective(PolicyEvaluation evaluation) {
        return evaluation.guardrail() || evaluation.stage() != PolicyStage.TRAINING;
    }

    Decision decide(boolean approved) {
        List<PolicyEvaluation> all = new ArrayList<>(byPolicy.values());
        if (closed) {
            return decision(false, false, all, List.of(), failures);
        }
        List<PolicyEvaluation> guardrails = effectiveWith(all, Effect.FORBID, true);
        if (!guardrails.isEmpty()) {
            return decision(false, false, all, guardrails, List.of());
        }
        List<PolicyEvaluation> forbids = effectiveWith(all, Effect.FORBID, false);
        List<PolicyEvaluation> asks = effectiveWith(all, Effect.ASK, false);
        List<PolicyEvaluation> allows = effectiveWith(all, Effect.ALLOW, false);
        if (approved) {
            return decision(true, false, all, concat(allows, asks), List.of("an approval covers exactly this request"));
        }
        if (!forbids.isEmpty()) {
            boolean requestable = forbids.stream().allMatch(this::isRequestable);
            return decision(false, requestable, all, requestable ? concat(forbids, asks) : forbids, List.of());
        }
        if (!asks.isEmpty()) {
            return decision(false, true, all, asks, List.of());
        }
        if (!allows.isEmpty()) {
            return decision(true, false, all, allows, List.of());
        }
        return unmatched(all);
    }

    private boolean isRequestable(PolicyEvaluation forbid) {
        return forbid.stage() == PolicyStage.RECOMMENDATION
                || set.policy(forbid.policy()).map(PolicyDocument::exceptions).orElse(false);
    }

    private Decision unmatched(List<PolicyEvaluation> all) {
        String what = "'%s' on '%s'"
                .formatted(facts.request().action(), facts.request().resource().type());
        if (facts.subject() instanceof SubjectFacts.Stranger) {
            return decision(
                    false,
                    false,
                    all,
                    List.of(),
                    List.of("the subject is not in the inventory, and no policy that includes such subjects allows "
                            + what));
        }
        Optional<CapabilityClass> action = facts.capabilityClass();
        PolicySetSettings.Unmatched unmatched = set.settings().unmatched();
        if (unmatched == PolicySetSettings.Unmatched.PERMIT && action.isEmpty()) {
            return decision(
                    false,
                    false,
                    all,
                    List.of(),
                    List.of("the effect of %s is unknown, and no policy allows it by name".formatted(what)));
        }
        return switch (unmatched) {
            case PERMIT -> decision(true, false, all, List.of(), List.of("no policy restricts the request"));
            case ASK -> decision(false, true, all, List.of(), List.of("no policy allows " + what));
            case DENY -> decision(false, false, all, List.of(), List.of("no policy allows " + what));
        };
    }

    private static List<PolicyEvaluation> effectiveWith(List<PolicyEvaluation> all, Effect effect, boolean guardrail) {
        return all.stream()
                .filter(each -> isEffective(each) && each.effect() == effect && each.guardrail() == guardrail)
                .toList();
    }

    private static List<PolicyEvaluation> concat(List<PolicyEvaluation> first, List<PolicyEvaluation> second) {
        List<PolicyEvaluation> both = new ArrayList<>(first);
        both.addAll(second);
        return both;
    }

    private Decision decision(
            boolean permitted,
            boolean requestable,
            List<PolicyEvaluation> all,
            List<PolicyEvaluation> deciding,
            List<String> messages) {
        List<PolicyEvaluation> sorted = new ArrayList<>(deciding);
        all.stream()
                .filter(each -> !deciding.contains(each))
                .sorted(Comparator.comparing(DecisionCombiner::isEffective)
                        .thenComparing(PolicyEvaluation::effect)
                        .reversed())
                .forEach(sorted::add);
        Set<String> reasons = new LinkedHashSet<>(messages);
        Set<String> obligations = new LinkedHashSet<>();
        for (PolicyEvaluation each : deciding) {
            if (messages.isEmpty()) {
                reasons.add(each.reason());
            }
            if (permitted || requestable) {
                obligations.addAll(each.obligations());
            }
        }
        reasons.addAll(failures);
        return new Decision(
                permitted, requestable, sorted, List.copyOf(reasons), List.copyOf(obligations), set.version());
    }
}
