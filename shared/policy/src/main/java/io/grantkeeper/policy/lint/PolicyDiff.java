package io.grantkeeper.policy.lint;

import io.grantkeeper.policy.engine.IndexedDecisionEngine;
import io.grantkeeper.policy.engine.SingleRuleEvaluator;
import io.grantkeeper.policy.intent.PolicyDocument;
import io.grantkeeper.policy.intent.PolicyRule;
import io.grantkeeper.policy.intent.PolicySet;
import io.grantkeeper.policy.intent.PolicyText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Describes how the meaning of a set of policies changes when its documents change. */
public final class PolicyDiff {
    /** The maximum number of examples for each changed policy. */
    private static final int SHOWN = 5;

    private final PolicySet before;
    private final PolicySet after;
    private final IndexedDecisionEngine old;
    private final IndexedDecisionEngine now;

    private PolicyDiff(PolicySet before, PolicySet after) {
        this.before = before;
        this.after = after;
        this.old = IndexedDecisionEngine.of(before);
        this.now = IndexedDecisionEngine.of(after);
    }

    /** Returns the differences, ordered by policy name; empty if only the wording changed. */
    public static List<PolicyDiffEntry> of(PolicySet before, PolicySet after) {
        return new PolicyDiff(before, after).changes();
    }

    private List<PolicyDiffEntry> changes() {
        Set<String> names = new TreeSet<>();
        Stream.concat(before.policies().stream(), after.policies().stream())
                .forEach(policy -> names.add(policy.name()));
        List<PolicyDiffEntry> changes = new ArrayList<>();
        for (String name : names) {
            Optional<PolicyDocument> from = before.policy(name);
            Optional<PolicyDocument> to = after.policy(name);
            List<String> what = describe(from, to);
            if (!what.isEmpty()) {
                changes.add(new PolicyDiffEntry(name, what, examples(from, to)));
            }
        }
        settings().ifPresent(changes::add);
        return changes;
    }

    private static List<String> describe(Optional<PolicyDocument> from, Optional<PolicyDocument> to) {
        List<String> what = new ArrayList<>();
        Set<String> old = from.map(PolicyDiff::sentences).orElse(Set.of());
        Set<String> now = to.map(PolicyDiff::sentences).orElse(Set.of());
        if (from.isEmpty()) {
            what.add("added");
        }
        if (to.isEmpty()) {
            what.add("removed");
        }
        old.stream().filter(each -> !now.contains(each)).forEach(each -> what.add("- " + each));
        now.stream().filter(each -> !old.contains(each)).forEach(each -> what.add("+ " + each));
        return what;
    }

    /** Returns everything that a policy's document states, one sentence each. */
    static Set<String> sentences(PolicyDocument policy) {
        Set<String> said = new LinkedHashSet<>();
        said.add("its stage is " + policy.stage().code());
        policy.rules()
                .forEach(rule -> said.add(PolicyText.of(policy, rule)
                        + (rule.obligations().isEmpty() ? "" : ", and must " + String.join(", ", rule.obligations()))));
        if (policy.guardrail()) {
            said.add("it is a guardrail");
        }
        if (policy.exceptions()) {
            said.add("exceptions can be requested");
        }
        said.add("it fails " + policy.failMode().code());
        policy.enforcement()
                .ifPresent(enforcement -> said.add("at the enforcement stage, it would "
                        + enforcement.step().code() + " access that violates it, with a grace period of "
                        + PolicyText.duration(enforcement.grace())));
        return said;
    }

    private List<PolicyDiffEntry.Different> examples(Optional<PolicyDocument> from, Optional<PolicyDocument> to) {
        List<SingleRuleEvaluator> probes = Stream.concat(from.stream(), to.stream())
                .flatMap(policy -> policy.rules().stream().map(rule -> new SingleRuleEvaluator(policy, rule)))
                .toList();
        Map<String, PolicyDiffEntry.Different> found = new LinkedHashMap<>();
        for (SingleRuleEvaluator probe : probes) {
            new HypotheticalRequestSpace(
                            related(probes, probe), after.settings().mapping())
                    .search(probe, situation -> {
                        addIfDifferent(situation, found);
                        return found.size() >= SHOWN;
                    });
        }
        return List.copyOf(found.values());
    }

    /**
     * Returns a rule together with up to three other rules of the policy's old and new version, so that the search for
     * examples also tries the values that those rules distinguish.
     */
    private static List<SingleRuleEvaluator> related(List<SingleRuleEvaluator> probes, SingleRuleEvaluator probe) {
        Set<PolicyRule> known = new HashSet<>(Set.of(probe.rule()));
        return Stream.concat(
                        Stream.of(probe),
                        probes.stream().filter(each -> known.add(each.rule())).limit(3))
                .toList();
    }

    private void addIfDifferent(HypotheticalRequest situation, Map<String, PolicyDiffEntry.Different> found) {
        LintExample was = LintExample.of(situation, old);
        LintExample is = LintExample.of(situation, now);
        if (!was.answer().equals(is.answer())) {
            found.putIfAbsent(
                    was.answer() + is.answer() + situation.action + situation.resource,
                    new PolicyDiffEntry.Different(was, is));
        }
    }

    private Optional<PolicyDiffEntry> settings() {
        if (before.settings().unmatched() == after.settings().unmatched()) {
            return Optional.empty();
        }
        Map<String, PolicyDiffEntry.Different> found = new LinkedHashMap<>();
        addIfDifferent(new HypotheticalRequest(), found);
        return Optional.of(new PolicyDiffEntry(
                "the set",
                List.of(
                        "- requests that no policy covers: "
                                + before.settings().unmatched().code(),
                        "+ requests that no policy covers: "
                                + after.settings().unmatched().code()),
                List.copyOf(found.values())));
    }
}
