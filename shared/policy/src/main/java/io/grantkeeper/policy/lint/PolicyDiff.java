package io.grantkeeper.policy.lint;

import io.grantkeeper.policy.engine.IndexedEngine;
import io.grantkeeper.policy.engine.RuleProbe;
import io.grantkeeper.policy.intent.Policy;
import io.grantkeeper.policy.intent.PolicySet;
import io.grantkeeper.policy.intent.Rule;
import io.grantkeeper.policy.intent.Sentences;
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

/** Says what changes in meaning from one set of policies to another. */
public final class PolicyDiff {
    /** Ways of being answered differently that are shown for each policy. */
    private static final int SHOWN = 5;

    private final PolicySet before;
    private final PolicySet after;
    private final IndexedEngine old;
    private final IndexedEngine now;

    private PolicyDiff(PolicySet before, PolicySet after) {
        this.before = before;
        this.after = after;
        this.old = IndexedEngine.of(before);
        this.now = IndexedEngine.of(after);
    }

    /** By name of policy; empty where nothing changed but words. */
    public static List<Change> of(PolicySet before, PolicySet after) {
        return new PolicyDiff(before, after).changes();
    }

    private List<Change> changes() {
        Set<String> names = new TreeSet<>();
        Stream.concat(before.policies().stream(), after.policies().stream())
                .forEach(policy -> names.add(policy.name()));
        List<Change> changes = new ArrayList<>();
        for (String name : names) {
            Optional<Policy> from = before.policy(name);
            Optional<Policy> to = after.policy(name);
            List<String> what = what(from, to);
            if (!what.isEmpty()) {
                changes.add(new Change(name, what, examples(from, to)));
            }
        }
        settings().ifPresent(changes::add);
        return changes;
    }

    private static List<String> what(Optional<Policy> from, Optional<Policy> to) {
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

    /** All that a policy says. */
    static Set<String> sentences(Policy policy) {
        Set<String> said = new LinkedHashSet<>();
        said.add("it stands in " + policy.stage().code());
        policy.rules()
                .forEach(rule -> said.add(Sentences.of(policy, rule)
                        + (rule.obligations().isEmpty() ? "" : ", and must " + String.join(", ", rule.obligations()))));
        if (policy.guardrail()) {
            said.add("it is a guardrail");
        }
        if (policy.exceptions()) {
            said.add("exceptions can be asked for");
        }
        said.add("it fails " + policy.failMode().code());
        policy.enforcement()
                .ifPresent(enforcement -> said.add("in enforcement it would "
                        + enforcement.step().code() + " what breaks it after " + Sentences.span(enforcement.grace())));
        return said;
    }

    private List<Change.Different> examples(Optional<Policy> from, Optional<Policy> to) {
        List<RuleProbe> probes = Stream.concat(from.stream(), to.stream())
                .flatMap(policy -> policy.rules().stream().map(rule -> new RuleProbe(policy, rule)))
                .toList();
        Map<String, Change.Different> found = new LinkedHashMap<>();
        for (RuleProbe probe : probes) {
            new Space(related(probes, probe), after.settings().mapping()).search(probe, situation -> {
                different(situation, found);
                return found.size() >= SHOWN;
            });
        }
        return List.copyOf(found.values());
    }

    /** The rule, and what the other version of its policy says: that is where the border was moved. */
    private static List<RuleProbe> related(List<RuleProbe> probes, RuleProbe probe) {
        Set<Rule> known = new HashSet<>(Set.of(probe.rule()));
        return Stream.concat(
                        Stream.of(probe),
                        probes.stream().filter(each -> known.add(each.rule())).limit(3))
                .toList();
    }

    private void different(Situation situation, Map<String, Change.Different> found) {
        Example was = Example.of(situation, old);
        Example is = Example.of(situation, now);
        if (!was.answer().equals(is.answer())) {
            found.putIfAbsent(
                    was.answer() + is.answer() + situation.action + situation.resource, new Change.Different(was, is));
        }
    }

    private Optional<Change> settings() {
        if (before.settings().unmatched() == after.settings().unmatched()) {
            return Optional.empty();
        }
        Map<String, Change.Different> found = new LinkedHashMap<>();
        different(new Situation(), found);
        return Optional.of(new Change(
                "the set",
                List.of(
                        "- what no policy speaks of: "
                                + before.settings().unmatched().code(),
                        "+ what no policy speaks of: "
                                + after.settings().unmatched().code()),
                List.copyOf(found.values())));
    }
}
