package io.grantkeeper.policy.lint;

import io.grantkeeper.policy.Stage;
import io.grantkeeper.policy.decision.Judgement.Effect;
import io.grantkeeper.policy.engine.IndexedEngine;
import io.grantkeeper.policy.engine.RequestFacts;
import io.grantkeeper.policy.engine.RuleProbe;
import io.grantkeeper.policy.intent.Policy;
import io.grantkeeper.policy.intent.PolicySet;
import io.grantkeeper.policy.intent.Rule;
import io.grantkeeper.policy.intent.Sentences;
import io.grantkeeper.policy.intent.SetSettings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds what a set of policies says and probably does not mean. */
public final class Lint {
    private final PolicySet set;
    private final IndexedEngine engine;
    private final List<RuleProbe> rules = new ArrayList<>();
    private final List<Warning> warnings = new ArrayList<>();
    /** For each rule that can hold, one situation in which it does: most questions about two rules are settled by it. */
    private final Map<RuleProbe, RequestFacts> witnesses = new HashMap<>();

    private Lint(PolicySet set) {
        this.set = set;
        this.engine = IndexedEngine.of(set);
        set.policies().forEach(policy -> policy.rules().forEach(rule -> rules.add(new RuleProbe(policy, rule))));
    }

    /** In the order of their places; none that no request shows. */
    public static List<Warning> of(PolicySet set) {
        Lint lint = new Lint(set);
        List<RuleProbe> possible = lint.rules.stream().filter(lint::canHold).toList();
        List<RuleProbe> lifting = new ArrayList<>();
        for (RuleProbe rule : possible) {
            Optional<RuleProbe> shadow = lint.shadow(rule, possible);
            if (shadow.isEmpty()) {
                lint.disagreements(rule, possible);
            }
            if (rule.rule().effect() != Effect.FORBID
                    && shadow.filter(other -> other.rule().effect() == Effect.FORBID)
                            .isEmpty()) {
                lifting.add(rule);
            }
        }
        lint.denialOfEverything(lifting);
        lint.warnings.sort(Comparator.comparing(Warning::place));
        return List.copyOf(lint.warnings);
    }

    private void warn(Warning.Kind kind, RuleProbe rule, Optional<RuleProbe> other, String message, Situation shown) {
        warnings.add(new Warning(
                kind, rule.rule().place(), other.map(each -> each.rule().place()), message, Example.of(shown, engine)));
    }

    private boolean canHold(RuleProbe rule) {
        Space space = new Space(List.of(rule), set.settings().mapping());
        Space.Answer answer = space.search(rule, situation -> {
            witnesses.put(rule, space.facts(situation));
            return true;
        });
        if (answer != Space.Answer.NONE) {
            return true;
        }
        // The same rule without its conditions: what it seems to be about.
        RuleProbe bare = new RuleProbe(bare(rule.policy()), bare(rule));
        new Space(List.of(bare), set.settings().mapping()).search(bare, situation -> {
            warn(
                    Warning.Kind.NEVER_TRUE,
                    rule,
                    Optional.empty(),
                    "this rule never holds, since no request meets all of its conditions",
                    situation);
            return true;
        });
        return false;
    }

    private static Policy bare(Policy policy) {
        return new Policy(
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

    private static Rule bare(RuleProbe rule) {
        return new Rule(
                rule.rule().effect(),
                rule.rule().targets(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                rule.rule().place());
    }

    /** Whether a rule has a say in answers. */
    private static boolean counts(RuleProbe rule) {
        return rule.policy().guardrail() || rule.policy().stage() != Stage.TRAINING;
    }

    /** @param lifting the rules by which something may be permitted */
    private void denialOfEverything(List<RuleProbe> lifting) {
        if (set.settings().unmatched() == SetSettings.Unmatched.DENY && !rules.isEmpty() && lifting.isEmpty()) {
            warn(
                    Warning.Kind.DENIES_EVERYTHING,
                    rules.getFirst(),
                    Optional.empty(),
                    "no rule of this set lets anything through, and what no policy speaks of is denied; "
                            + "add a rule that allows, or a set document with 'unmatched: permit'",
                    new Situation());
        }
    }

    private Optional<RuleProbe> shadow(RuleProbe rule, List<RuleProbe> all) {
        for (RuleProbe other : all) {
            if (other != rule && wouldShadow(other, rule) && contains(other, rule)) {
                boolean twins = contains(rule, other) && wouldShadow(rule, other);
                if (twins && rules.indexOf(rule) < rules.indexOf(other)) {
                    continue;
                }
                String message = "this rule changes nothing: wherever it holds, so does the one on %s, %s"
                        .formatted(other.rule().place(), quote(other));
                space(rule, other).search(rule, situation -> {
                    warn(Warning.Kind.SHADOWED, rule, Optional.of(other), message, situation);
                    return true;
                });
                return Optional.of(other);
            }
        }
        return Optional.empty();
    }

    private static String quote(RuleProbe rule) {
        return "\"" + Sentences.of(rule.policy(), rule.rule()) + "\"";
    }

    /** Whether, if the second held only where the first does, it would change no answer. */
    private static boolean wouldShadow(RuleProbe first, RuleProbe second) {
        int strictness = first.rule().effect().compareTo(second.rule().effect());
        boolean firm = strength(first) >= strength(second);
        boolean sameObligations =
                first.rule().obligations().containsAll(second.rule().obligations());
        return counts(first) && (strictness > 0 || (strictness == 0 && firm && sameObligations));
    }

    /** How hard it is to get past a rule. */
    private static int strength(RuleProbe rule) {
        Policy policy = rule.policy();
        if (policy.guardrail()) {
            return 3;
        }
        return switch (policy.stage()) {
            case TRAINING -> 0;
            case RECOMMENDATION -> 1;
            case ENFORCEMENT -> policy.exceptions() ? 1 : 2;
        };
    }

    private Space space(RuleProbe one, RuleProbe other) {
        return new Space(List.of(one, other), set.settings().mapping());
    }

    /** Whether the first surely holds wherever the second does. */
    private boolean contains(RuleProbe first, RuleProbe second) {
        RequestFacts witness = witnesses.get(second);
        if (witness != null && !first.holds(witness)) {
            return false;
        }
        Space space = space(first, second);
        return space.search(second, situation -> !first.holds(space.facts(situation))) == Space.Answer.NONE;
    }

    /** Whether, of what one allows, the other takes out a part: then it is meant so. */
    private boolean isException(RuleProbe other, RuleProbe allows) {
        RuleProbe target = new RuleProbe(bare(allows.policy()), bare(allows));
        Space space = space(allows, other);
        return space.search(other, situation -> {
                    RequestFacts facts = space.facts(situation);
                    return target.holds(facts) && !allows.holds(facts);
                })
                == Space.Answer.NONE;
    }

    private void disagreements(RuleProbe allows, List<RuleProbe> all) {
        if (allows.rule().effect() != Effect.ALLOW || !counts(allows)) {
            return;
        }
        for (RuleProbe other : all) {
            boolean restricts = other.rule().effect() != Effect.ALLOW
                    && counts(other)
                    && !other.policy().guardrail()
                    && !other.policy().name().equals(allows.policy().name());
            if (restricts && allows.mayMeet(other, set.settings().mapping()) && !isException(other, allows)) {
                Space space = space(allows, other);
                space.search(allows, situation -> {
                    boolean both = other.holds(space.facts(situation));
                    if (both) {
                        warn(
                                Warning.Kind.DISAGREE,
                                allows,
                                Optional.of(other),
                                "this rule allows some of what the one on %s does not: %s"
                                        .formatted(other.rule().place(), quote(other)),
                                situation);
                    }
                    return both;
                });
            }
        }
    }
}
