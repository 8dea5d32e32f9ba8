package io.grantkeeper.policy.engine;

import io.grantkeeper.policy.Stage;
import io.grantkeeper.policy.capability.Deed;
import io.grantkeeper.policy.decision.Decision;
import io.grantkeeper.policy.decision.Judgement;
import io.grantkeeper.policy.decision.Judgement.Effect;
import io.grantkeeper.policy.decision.SubjectFacts;
import io.grantkeeper.policy.intent.Policy;
import io.grantkeeper.policy.intent.PolicySet;
import io.grantkeeper.policy.intent.SetSettings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Puts together what policies say of one request. */
final class Outcome {
    private final PolicySet set;
    private final RequestFacts facts;
    private final Map<Integer, Judgement> byPolicy = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();
    private boolean closed;

    Outcome(PolicySet set, RequestFacts facts) {
        this.set = set;
        this.facts = facts;
    }

    /** Of a policy's rules that hold, the strictest speaks; their obligations add up where they are equally strict. */
    void add(int policy, Judgement judgement) {
        byPolicy.merge(policy, judgement, Outcome::stricter);
    }

    private static Judgement stricter(Judgement one, Judgement other) {
        int order = one.effect().compareTo(other.effect());
        if (order != 0) {
            return order > 0 ? one : other;
        }
        if (other.obligations().isEmpty() || one.obligations().containsAll(other.obligations())) {
            return one;
        }
        Set<String> all = new LinkedHashSet<>(one.obligations());
        all.addAll(other.obligations());
        return new Judgement(
                one.policy(),
                one.version(),
                one.stage(),
                one.guardrail(),
                one.effect(),
                one.reason(),
                List.copyOf(all));
    }

    /** A policy in training changes no answer, not even by breaking. */
    void broke(Policy policy, RuntimeException failure) {
        failures.add("internal error: the policy '%s' could not be judged (%s)"
                .formatted(policy.name(), failure.getClass().getSimpleName()));
        closed |= !IndexedEngine.opens(policy) && (policy.guardrail() || policy.stage() != Stage.TRAINING);
    }

    /** Where nothing could be judged at all. */
    static Decision failed(PolicySet set, RuntimeException failure) {
        boolean open = !set.policies().isEmpty() && set.policies().stream().allMatch(IndexedEngine::opens);
        return new Decision(
                open,
                false,
                List.of(),
                List.of("internal error: the request could not be judged (%s)%s"
                        .formatted(failure.getClass().getSimpleName(), open ? "; every policy fails open" : "")),
                List.of(),
                set.version());
    }

    /** Whether a judgement has a say in the answer. */
    private static boolean counts(Judgement judgement) {
        return judgement.guardrail() || judgement.stage() != Stage.TRAINING;
    }

    Decision decide(boolean approved) {
        List<Judgement> all = new ArrayList<>(byPolicy.values());
        if (closed) {
            return answer(false, false, all, List.of(), failures);
        }
        List<Judgement> guardrails = having(all, Effect.FORBID, true);
        if (!guardrails.isEmpty()) {
            return answer(false, false, all, guardrails, List.of());
        }
        List<Judgement> forbids = having(all, Effect.FORBID, false);
        List<Judgement> asks = having(all, Effect.ASK, false);
        List<Judgement> allows = having(all, Effect.ALLOW, false);
        if (approved) {
            return answer(true, false, all, concat(allows, asks), List.of("somebody approved exactly this request"));
        }
        if (!forbids.isEmpty()) {
            boolean requestable = forbids.stream().allMatch(this::mayBeAskedFor);
            return answer(false, requestable, all, requestable ? concat(forbids, asks) : forbids, List.of());
        }
        if (!asks.isEmpty()) {
            return answer(false, true, all, asks, List.of());
        }
        if (!allows.isEmpty()) {
            return answer(true, false, all, allows, List.of());
        }
        return unmatched(all);
    }

    private boolean mayBeAskedFor(Judgement forbid) {
        return forbid.stage() == Stage.RECOMMENDATION
                || set.policy(forbid.policy()).map(Policy::exceptions).orElse(false);
    }

    private Decision unmatched(List<Judgement> all) {
        String what = "'%s' on '%s'"
                .formatted(facts.request().action(), facts.request().resource().type());
        if (facts.subject() instanceof SubjectFacts.Stranger) {
            return answer(
                    false,
                    false,
                    all,
                    List.of(),
                    List.of("nobody by this name is in the inventory, and no policy allows strangers " + what));
        }
        Optional<Deed> deed = facts.deed();
        SetSettings.Unmatched unmatched = set.settings().unmatched();
        if (unmatched == SetSettings.Unmatched.PERMIT && deed.isEmpty()) {
            return answer(
                    false,
                    false,
                    all,
                    List.of(),
                    List.of("nobody can tell what %s does, and no policy allows it by name".formatted(what)));
        }
        return switch (unmatched) {
            case PERMIT -> answer(true, false, all, List.of(), List.of("no policy speaks against it"));
            case ASK -> answer(false, true, all, List.of(), List.of("no policy allows " + what));
            case DENY -> answer(false, false, all, List.of(), List.of("no policy allows " + what));
        };
    }

    private static List<Judgement> having(List<Judgement> all, Effect effect, boolean guardrail) {
        return all.stream()
                .filter(each -> counts(each) && each.effect() == effect && each.guardrail() == guardrail)
                .toList();
    }

    private static List<Judgement> concat(List<Judgement> first, List<Judgement> second) {
        List<Judgement> both = new ArrayList<>(first);
        both.addAll(second);
        return both;
    }

    private Decision answer(
            boolean permitted, boolean requestable, List<Judgement> all, List<Judgement> deciding, List<String> said) {
        List<Judgement> sorted = new ArrayList<>(deciding);
        all.stream()
                .filter(each -> !deciding.contains(each))
                .sorted(Comparator.comparing(Outcome::counts)
                        .thenComparing(Judgement::effect)
                        .reversed())
                .forEach(sorted::add);
        Set<String> reasons = new LinkedHashSet<>(said);
        Set<String> obligations = new LinkedHashSet<>();
        for (Judgement each : deciding) {
            if (said.isEmpty()) {
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
