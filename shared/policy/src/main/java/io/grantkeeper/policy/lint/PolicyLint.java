package io.grantkeeper.policy.lint;

import io.grantkeeper.policy.PolicyStage;
import io.grantkeeper.policy.decision.PolicyEvaluation.Effect;
import io.grantkeeper.policy.engine.IndexedDecisionEngine;
import io.grantkeeper.policy.engine.RequestFacts;
import io.grantkeeper.policy.engine.SingleRuleEvaluator;
import io.grantkeeper.policy.intent.PolicyDocument;
import io.grantkeeper.policy.intent.PolicyRule;
import io.grantkeeper.policy.intent.PolicySet;
import io.grantkeeper.policy.intent.PolicySetSettings;
import io.grantkeeper.policy.intent.PolicyText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds rules in a set of policies that probably do not mean what their authors intended. */
public final class PolicyLint {
    private final PolicySet set;
    private final IndexedDecisionEngine engine;
    private final List<SingleRuleEvaluator> rules = new ArrayList<>();
    private final List<LintWarning> warnings = new ArrayList<>();
    /**
     * For each rule that can apply, one situation in which it applies. Most questions about two rules can be answered
     * by checking the situation of one rule against the other rule.
     */
    private final Map<SingleRuleEvaluator, RequestFacts> witnesses = new HashMap<>();

    private PolicyLint(PolicySet set) {
        this.set = set;
        this.engine = IndexedDecisionEngine.of(set);
        set.policies()
                .forEach(policy -> policy.rules().forEach(rule -> rules.add(new SingleRuleEvaluator(policy, rule))));
    }

    /** Returns the warnings, ordered by position. Each warning has an example request. */
    public static List<LintWarning> of(PolicySet set) {
        PolicyLint lint = new PolicyLint(set);
        List<SingleRuleEvaluator> possible =
                lint.rules.stream().filter(lint::canApply).toList();
        List<SingleRuleEvaluator> lifting = new ArrayList<>();
        for (SingleRuleEvaluator rule : possible) {
            Optional<SingleRuleEvaluator> shadow = lint.findShadow(rule, possible);
            if (shadow.isEmpty()) {
                lint.warnAboutDisagreements(rule, possible);
            }
            if (rule.rule().effect() != Effect.FORBID
                    && shadow.filter(other -> other.rule().effect() == Effect.FORBID)
                            .isEmpty()) {
                lifting.add(rule);
            }
        }
        lint.warnIfEverythingIsDenied(lifting);
        lint.warnings.sort(Comparator.comparing(LintWarning::place));
        return List.copyOf(lint.warnings);
    }

    private void addWarning(
            LintWarning.Kind kind,
            SingleRuleEvaluator rule,
            Optional<SingleRuleEvaluator> other,
            String message,
            HypotheticalRequest shown) {
        warnings.add(new LintWarning(
                kind,
                rule.rule().place(),
                other.map(each -> each.rule().place()),
                message,
                LintExample.of(shown, engine)));
    }

    private boolean canApply(SingleRuleEvaluator rule) {
        HypotheticalRequestSpace space =
                new HypotheticalRequestSpace(List.of(rule), set.settings().mapping());
        HypotheticalRequestSpace.SearchResult answer = space.search(rule, situation -> {
            witnesses.put(rule, space.facts(situation));
            return true;
        });
        if (answer != HypotheticalRequestSpace.SearchResult.NONE) {
            return true;
        }
        // Without its conditions, the rule shows which requests it is probably intended for.
        SingleRuleEvaluator bare = new SingleRuleEvaluator(withoutConditions(rule.policy()), withoutConditions(rule));
        new HypotheticalRequestSpace(List.of(bare), set.settings().mapping()).search(bare, situation -> {
            addWarning(
                    LintWarning.Kind.NEVER_TRUE,
                    rule,
                    Optional.empty(),
                    "this rule never applies, because no request meets all of its conditions",
                    situation);
            return true;
        });
        return false;
    }

    private static PolicyDocument withoutConditions(PolicyDocument policy) {
        return new PolicyDocument(
                policy.name(),
                policy.intent(),
                List.of(),
                policy.strangers(),
                policy.rules(),
                policy.stage(),
                policy.failMode(),
                policy.guardrail(),
                policy.exceptions(),
                policy.controls(),
                policy.promotion(),
                policy.enforcement(),
                policy.version(),
                policy.place());
    }

    private static PolicyRule withoutConditions(SingleRuleEvaluator rule) {
        return new PolicyRule(
                rule.rule().effect(),
                rule.rule().targets(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                rule.rule().place());
    }

    /**
     * Returns whether a rule affects decisions. Rules of a policy in training do not, unless the policy is a guardrail.
     */
    private static boolean isEffective(SingleRuleEvaluator rule) {
        return rule.policy().guardrail() || rule.policy().stage() != PolicyStage.TRAINING;
    }

    /**
     * Warns if the set can never permit anything: no rule can permit a request, and requests that no policy covers are
     * denied.
     *
     * @param lifting the rules that can lead to a permit
     */
    private void warnIfEverythingIsDenied(List<SingleRuleEvaluator> lifting) {
        if (set.settings().unmatched() == PolicySetSettings.Unmatched.DENY && !rules.isEmpty() && lifting.isEmpty()) {
            addWarning(
                    LintWarning.Kind.DENIES_EVERYTHING,
                    rules.getFirst(),
                    Optional.empty(),
                    "no rule of this set permits anything, and requests that no policy covers are denied; "
                            + "add a rule that allows something, or a set document with 'unmatched: permit'",
                    new HypotheticalRequest());
        }
    }

    private Optional<SingleRuleEvaluator> findShadow(SingleRuleEvaluator rule, List<SingleRuleEvaluator> all) {
        for (SingleRuleEvaluator other : all) {
            if (other != rule && wouldShadow(other, rule) && contains(other, rule)) {
                boolean twins = contains(rule, other) && wouldShadow(rule, other);
                if (twins && rules.indexOf(rule) < rules.indexOf(other)) {
                    continue;
                }
                String message = "this rule changes nothing: whenever it applies, so does the rule at %s, %s"
                        .formatted(other.rule().place(), quote(other));
                space(rule, other).search(rule, situation -> {
                    addWarning(LintWarning.Kind.SHADOWED, rule, Optional.of(other), message, situation);
                    return true;
                });
                return Optional.of(other);
            }
        }
        return Optional.empty();
    }

    private static String quote(SingleRuleEvaluator rule) {
        return "\"" + PolicyText.of(rule.policy(), rule.rule()) + "\"";
    }

    /**
     * Returns whether the second rule changes no decision on a request to which the first rule also applies. The caller
     * must check that the first rule applies whenever the second one does.
     */
    private static boolean wouldShadow(SingleRuleEvaluator first, SingleRuleEvaluator second) {
        int strictness = first.rule().effect().compareTo(second.rule().effect());
        boolean firm = strength(first) >= strength(second);
        boolean sameObligations =
                first.rule().obligations().containsAll(second.rule().obligations());
        return isEffective(first) && (strictness > 0 || (strictness == 0 && firm && sameObligations));
    }

    /** Returns the strength of a rule: the higher the number, the harder the rule is to override. */
    private static int strength(SingleRuleEvaluator rule) {
        PolicyDocument policy = rule.policy();
        if (policy.guardrail()) {
            return 3;
        }
        return switch (policy.stage()) {
            case TRAINING -> 0;
            case RECOMMENDATION -> 1;
            case ENFORCEMENT -> policy.exceptions() ? 1 : 2;
        };
    }

    private HypotheticalRequestSpace space(SingleRuleEvaluator one, SingleRuleEvaluator other) {
        return new HypotheticalRequestSpace(List.of(one, other), set.settings().mapping());
    }

    /** Returns whether the first rule certainly applies whenever the second one does. */
    private boolean contains(SingleRuleEvaluator first, SingleRuleEvaluator second) {
        RequestFacts witness = witnesses.get(second);
        if (witness != null && !first.applies(witness)) {
            return false;
        }
        HypotheticalRequestSpace space = space(first, second);
        return space.search(second, situation -> !first.applies(space.facts(situation)))
                == HypotheticalRequestSpace.SearchResult.NONE;
    }

    /**
     * Returns whether {@code other} only restricts a part of what {@code allows} permits, which is probably intended.
     */
    private boolean isException(SingleRuleEvaluator other, SingleRuleEvaluator allows) {
        SingleRuleEvaluator target =
                new SingleRuleEvaluator(withoutConditions(allows.policy()), withoutConditions(allows));
        HypotheticalRequestSpace space = space(allows, other);
        return space.search(other, situation -> {
                    RequestFacts facts = space.facts(situation);
                    return target.applies(facts) && !allows.applies(facts);
                })
                == HypotheticalRequestSpace.SearchResult.NONE;
    }

    private void warnAboutDisagreements(SingleRuleEvaluator allows, List<SingleRuleEvaluator> all) {
        if (allows.rule().effect() != Effect.ALLOW || !isEffective(allows)) {
            return;
        }
        for (SingleRuleEvaluator other : all) {
            boolean restricts = other.rule().effect() != Effect.ALLOW
                    && isEffective(other)
                    && !other.policy().guardrail()
                    && !other.policy().name().equals(allows.policy().name());
            if (restricts && allows.mayOverlap(other, set.settings().mapping()) && !isException(other, allows)) {
                HypotheticalRequestSpace space = space(allows, other);
                space.search(allows, situation -> {
                    boolean both = other.applies(space.facts(situation));
                    if (both) {
                        addWarning(
                                LintWarning.Kind.DISAGREE,
                                allows,
                                Optional.of(other),
                                "this rule allows some requests that the rule at %s does not allow: %s"
                                        .formatted(other.rule().place(), quote(other)),
                                situation);
                    }
                    return both;
                });
            }
        }
    }
}
