package io.grantkeeper.policy.engine;

import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.permissions.ResourceClass;
import io.grantkeeper.policy.capability.Deed;
import io.grantkeeper.policy.capability.RequestMapping;
import io.grantkeeper.policy.decision.Judgement.Effect;
import io.grantkeeper.policy.decision.SubjectFacts;
import io.grantkeeper.policy.intent.Condition;
import io.grantkeeper.policy.intent.Policy;
import io.grantkeeper.policy.intent.Rule;
import io.grantkeeper.policy.intent.Strangers;
import io.grantkeeper.policy.intent.Target;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** One rule, ready to be judged. */
final class PreparedRule {
    /** A capability, by the deeds that it stands for. */
    private record Part(BitSet deeds, boolean anything, Optional<ResourceClass> within) {
        private boolean mayMeet(Part other) {
            return anything || other.anything || deeds.intersects(other.deeds);
        }
    }

    private final int index;
    private final int policy;
    private final Effect effect;
    private final Strangers strangers;
    private final List<Part> parts;
    private final List<Target.Named> named;
    private final List<Condition> covers;
    private final Check[] when;
    private final Check[] unless;
    private final Rule rule;

    PreparedRule(int index, int policyIndex, Policy policy, Rule rule) {
        this.index = index;
        this.policy = policyIndex;
        this.rule = rule;
        this.effect = rule.effect();
        this.strangers = policy.strangers();
        this.parts = rule.targets().stream()
                .flatMap(target -> target instanceof Target.Capable(var phrase, var _)
                        ? Stream.of(new Part(
                                effect == Effect.ALLOW ? phrase.allowed() : phrase.restricted(),
                                phrase.isAnything(),
                                phrase.within()))
                        : Stream.empty())
                .toList();
        this.named = rule.targets().stream()
                .filter(Target.Named.class::isInstance)
                .map(Target.Named.class::cast)
                .toList();
        this.covers = policy.covers();
        this.when = Stream.concat(covers.stream(), rule.when().stream())
                .map(Checks::of)
                .toArray(Check[]::new);
        this.unless = Checks.of(rule.unless()).toArray(Check[]::new);
    }

    /** Its place among all rules of the set. */
    int index() {
        return index;
    }

    /** The place of its policy in the set. */
    int policy() {
        return policy;
    }

    Effect effect() {
        return effect;
    }

    Rule rule() {
        return rule;
    }

    /** Whether it holds for the request. */
    boolean holds(RequestFacts facts) {
        return truth(facts).holds(effect);
    }

    /** Whether what it asks for is so. */
    Truth truth(RequestFacts facts) {
        if (!speaksOf(facts.subject())) {
            return Truth.NO;
        }
        Truth truth = target(facts);
        for (int i = 0; i < when.length && truth != Truth.NO; i++) {
            truth = truth.and(when[i].of(facts));
        }
        if (truth == Truth.NO) {
            return truth;
        }
        if (unless.length > 0) {
            Truth exception = Truth.YES;
            for (Check check : unless) {
                exception = exception.and(check.of(facts));
            }
            truth = truth.and(exception.not());
        }
        return truth;
    }

    private boolean speaksOf(SubjectFacts subject) {
        boolean stranger = subject instanceof SubjectFacts.Stranger;
        return switch (strangers) {
            case UNSAID -> !stranger || effect != Effect.ALLOW;
            case INCLUDED -> true;
            case ONLY -> stranger;
            case EXCLUDED -> !stranger;
        };
    }

    private Truth target(RequestFacts facts) {
        Truth truth = Truth.NO;
        for (Part part : parts) {
            boolean meant = part.anything
                    || (facts.deed().isPresent()
                            && part.deeds.get(facts.deed().get().index()));
            if (meant) {
                truth = truth.or(
                        part.within.map(container -> lies(facts, container)).orElse(Truth.YES));
            }
        }
        for (Target.Named each : named) {
            truth = truth.or(Truth.of(each.action().equals(facts.request().action())
                    && (each.resource().isEmpty()
                            || each.resource()
                                    .get()
                                    .equals(facts.request().resource().type()))));
        }
        return truth;
    }

    private static Truth lies(RequestFacts facts, ResourceClass container) {
        ResourceClass stated = facts.container();
        return stated == null ? Truth.UNKNOWN : Truth.of(stated == container);
    }

    /** Whether a request that means this deed, or one that nobody understands, could be meant by a capability. */
    boolean mayMean(Optional<Deed> deed) {
        return parts.stream()
                .anyMatch(part -> part.anything
                        || deed.map(d -> part.deeds.get(d.index())).orElse(false));
    }

    /** Whether one request could be meant by both, by what it does to what; false is sure. */
    boolean mayMeet(PreparedRule other, RequestMapping mapping) {
        return parts.stream().anyMatch(part -> other.parts.stream().anyMatch(part::mayMeet))
                || named.stream().anyMatch(one -> other.mayMean(one, mapping))
                || other.named.stream().anyMatch(one -> mayMean(one, mapping));
    }

    private boolean mayMean(Target.Named one, RequestMapping mapping) {
        return named.stream()
                        .anyMatch(mine -> mine.action().equals(one.action())
                                && (mine.resource().isEmpty()
                                        || one.resource().isEmpty()
                                        || mine.resource().equals(one.resource())))
                || (one.resource().isEmpty() && !parts.isEmpty())
                || mayMean(one.resource().flatMap(type -> mapping.deed(one.action(), type)));
    }

    /** The names of actions that it is about whatever they mean. */
    Set<String> actions() {
        Set<String> names = new HashSet<>();
        named.forEach(each -> names.add(each.action()));
        return names;
    }

    /** Whether it can hold for a subject of this sort at all. */
    boolean mayCover(SubjectSort sort) {
        if (sort == SubjectSort.STRANGER) {
            return speaksOf(new SubjectFacts.Stranger());
        }
        if (strangers == Strangers.ONLY) {
            return false;
        }
        for (Condition condition : covers) {
            switch (condition) {
                case Condition.KindIn(Set<IdentityKind> kinds) -> {
                    if (sort == SubjectSort.OTHER || !kinds.contains(sort.kind())) {
                        return false;
                    }
                }
                case Condition.Ai _,
                        Condition.FactIn _,
                        Condition.RiskIn _,
                        Condition.Tagged _,
                        Condition.OnApprovedList _,
                        Condition.OwnerKnown _,
                        Condition.CredentialOlder _ -> {
                    if (sort == SubjectSort.OTHER) {
                        return false;
                    }
                }
                case Condition.ReachIn _,
                        Condition.Within _,
                        Condition.FromNetwork _,
                        Condition.HumanPresent _,
                        Condition.Authenticated _,
                        Condition.Before _,
                        Condition.Stated _ -> {}
            }
        }
        return true;
    }
}
