package io.grantkeeper.policy.engine;

import io.grantkeeper.identity.IdentityKind;
import io.grantkeeper.permissions.ResourceClass;
import io.grantkeeper.policy.capability.CapabilityClass;
import io.grantkeeper.policy.capability.RequestCapabilityMapping;
import io.grantkeeper.policy.decision.PolicyEvaluation.Effect;
import io.grantkeeper.policy.decision.SubjectFacts;
import io.grantkeeper.policy.intent.PolicyCondition;
import io.grantkeeper.policy.intent.PolicyDocument;
import io.grantkeeper.policy.intent.PolicyRule;
import io.grantkeeper.policy.intent.RuleTarget;
import io.grantkeeper.policy.intent.UnknownSubjects;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** One rule, compiled for evaluation. */
final class CompiledRule {
    /** The capabilities that one phrase of a rule covers. */
    private record Part(BitSet deeds, boolean anything, Optional<ResourceClass> within) {
        private boolean mayOverlap(Part other) {
            return anything || other.anything || deeds.intersects(other.deeds);
        }
    }

    private final int index;
    private final int policy;
    private final Effect effect;
    private final UnknownSubjects unknownSubjects;
    private final List<Part> parts;
    private final List<RuleTarget.Named> named;
    private final List<PolicyCondition> covers;
    private final CompiledCondition[] when;
    private final CompiledCondition[] unless;
    private final PolicyRule rule;

    CompiledRule(int index, int policyIndex, PolicyDocument policy, PolicyRule rule) {
        this.index = index;
        this.policy = policyIndex;
        this.rule = rule;
        this.effect = rule.effect();
        this.unknownSubjects = policy.strangers();
        this.parts = rule.targets().stream()
                .flatMap(target -> target instanceof RuleTarget.Capable(var phrase, var _)
                        ? Stream.of(new Part(
                                effect == Effect.ALLOW ? phrase.allowed() : phrase.restricted(),
                                phrase.isAnything(),
                                phrase.within()))
                        : Stream.empty())
                .toList();
        this.named = rule.targets().stream()
                .filter(RuleTarget.Named.class::isInstance)
                .map(RuleTarget.Named.class::cast)
                .toList();
        this.covers = policy.covers();
        this.when = Stream.concat(covers.stream(), rule.when().stream())
                .map(ConditionCompiler::compile)
                .toArray(CompiledCondition[]::new);
        this.unless = ConditionCompiler.compile(rule.unless()).toArray(CompiledCondition[]::new);
    }

    /** Returns the position of this rule in the set. */
    int index() {
        return index;
    }

    /** Returns the position, within the set, of the policy that contains this rule. */
    int policy() {
        return policy;
    }

    Effect effect() {
        return effect;
    }

    PolicyRule rule() {
        return rule;
    }

    /**
     * Returns whether the rule applies to a request. If this is unknown, a rule that asks or forbids applies, and a
     * rule that allows does not.
     */
    boolean applies(RequestFacts facts) {
        return evaluate(facts).appliesTo(effect);
    }

    /**
     * Returns whether the rule covers the subject, the action and the resource of a request, and whether the rule's
     * conditions are met. The value is unknown if the answer depends on an unknown fact.
     */
    KleeneValue evaluate(RequestFacts facts) {
        if (!coversSubject(facts.subject())) {
            return KleeneValue.NO;
        }
        KleeneValue truth = evaluateTargets(facts);
        for (int i = 0; i < when.length && truth != KleeneValue.NO; i++) {
            truth = truth.and(when[i].evaluate(facts));
        }
        if (truth == KleeneValue.NO) {
            return truth;
        }
        if (unless.length > 0) {
            KleeneValue exception = KleeneValue.YES;
            for (CompiledCondition check : unless) {
                exception = exception.and(check.evaluate(facts));
            }
            truth = truth.and(exception.not());
        }
        return truth;
    }

    private boolean coversSubject(SubjectFacts subject) {
        boolean stranger = subject instanceof SubjectFacts.Stranger;
        return switch (unknownSubjects) {
            case UNSAID -> !stranger || effect != Effect.ALLOW;
            case INCLUDED -> true;
            case ONLY -> stranger;
            case EXCLUDED -> !stranger;
        };
    }

    private KleeneValue evaluateTargets(RequestFacts facts) {
        KleeneValue truth = KleeneValue.NO;
        for (Part part : parts) {
            boolean meant = part.anything
                    || (facts.capabilityClass().isPresent()
                            && part.deeds.get(facts.capabilityClass().get().index()));
            if (meant) {
                truth = truth.or(part.within
                        .map(container -> evaluateContainer(facts, container))
                        .orElse(KleeneValue.YES));
            }
        }
        for (RuleTarget.Named each : named) {
            truth = truth.or(KleeneValue.of(each.action().equals(facts.request().action())
                    && (each.resource().isEmpty()
                            || each.resource()
                                    .get()
                                    .equals(facts.request().resource().type()))));
        }
        return truth;
    }

    private static KleeneValue evaluateContainer(RequestFacts facts, ResourceClass container) {
        ResourceClass stated = facts.container();
        return stated == null ? KleeneValue.UNKNOWN : KleeneValue.of(stated == container);
    }

    /**
     * Returns whether the rule can apply to requests with this capability, judged by the rule's phrases alone.
     *
     * @param action the capability; empty for a request whose capability is unknown
     */
    boolean mayMatch(Optional<CapabilityClass> action) {
        return parts.stream()
                .anyMatch(part -> part.anything
                        || action.map(d -> part.deeds.get(d.index())).orElse(false));
    }

    /**
     * Returns whether one request could match both rules, judged by action and resource alone. If this method returns
     * false, no request can match both.
     */
    boolean mayOverlap(CompiledRule other, RequestCapabilityMapping mapping) {
        return parts.stream().anyMatch(part -> other.parts.stream().anyMatch(part::mayOverlap))
                || named.stream().anyMatch(one -> other.mayMatch(one, mapping))
                || other.named.stream().anyMatch(one -> mayMatch(one, mapping));
    }

    private boolean mayMatch(RuleTarget.Named one, RequestCapabilityMapping mapping) {
        return named.stream()
                        .anyMatch(mine -> mine.action().equals(one.action())
                                && (mine.resource().isEmpty()
                                        || one.resource().isEmpty()
                                        || mine.resource().equals(one.resource())))
                || (one.resource().isEmpty() && !parts.isEmpty())
                || mayMatch(one.resource().flatMap(type -> mapping.capabilityClass(one.action(), type)));
    }

    /** Returns the action names that the rule's targets contain. */
    Set<String> actionNames() {
        Set<String> names = new HashSet<>();
        named.forEach(each -> names.add(each.action()));
        return names;
    }

    /** Returns whether the rule can apply to at least one subject of this type. */
    boolean mayCover(SubjectType sort) {
        if (sort == SubjectType.STRANGER) {
            return coversSubject(new SubjectFacts.Stranger());
        }
        if (unknownSubjects == UnknownSubjects.ONLY) {
            return false;
        }
        for (PolicyCondition condition : covers) {
            switch (condition) {
                case PolicyCondition.KindIn(Set<IdentityKind> kinds) -> {
                    if (sort == SubjectType.OTHER || !kinds.contains(sort.kind())) {
                        return false;
                    }
                }
                case PolicyCondition.Ai _,
                        PolicyCondition.FactIn _,
                        PolicyCondition.RiskIn _,
                        PolicyCondition.Tagged _,
                        PolicyCondition.OnApprovedList _,
                        PolicyCondition.OwnerKnown _,
                        PolicyCondition.CredentialOlder _ -> {
                    if (sort == SubjectType.OTHER) {
                        return false;
                    }
                }
                case PolicyCondition.ReachIn _,
                        PolicyCondition.Within _,
                        PolicyCondition.FromNetwork _,
                        PolicyCondition.Flagged _,
                        PolicyCondition.Authenticated _,
                        PolicyCondition.Before _,
                        PolicyCondition.Stated _ -> {}
            }
        }
        return true;
    }
}
