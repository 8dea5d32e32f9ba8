package io.grantkeeper.policy.engine;

import io.grantkeeper.policy.capability.RequestMapping;
import io.grantkeeper.policy.decision.AccessRequest;
import io.grantkeeper.policy.decision.Judgement.Effect;
import io.grantkeeper.policy.decision.SubjectFacts;
import io.grantkeeper.policy.intent.Condition;
import io.grantkeeper.policy.intent.Policy;
import io.grantkeeper.policy.intent.Rule;
import io.grantkeeper.policy.intent.Sentences;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a policy forbids for certain. Before an action runs, what is not known counts against it; where access that somebody
 * relies on is to be taken away, only what is known does. Rules that depend on the hour are left out: they say when
 * something may be done, not whether it may be held.
 */
public final class CertainProhibition {
    private final Policy policy;
    private final RequestMapping mapping;
    private final List<PreparedRule> rules;

    public CertainProhibition(Policy policy, RequestMapping mapping) {
        this.policy = policy;
        this.mapping = mapping;
        List<PreparedRule> prepared = new ArrayList<>();
        for (Rule rule : policy.rules()) {
            if (rule.effect() == Effect.FORBID && !dependsOnTheHour(rule)) {
                prepared.add(new PreparedRule(prepared.size(), 0, policy, rule));
            }
        }
        this.rules = List.copyOf(prepared);
    }

    private static boolean dependsOnTheHour(Rule rule) {
        return Stream.concat(rule.when().stream(), rule.unless().stream()).anyMatch(Condition.Within.class::isInstance);
    }

    /** Why holding this is forbidden; empty where it is not, or where nobody can tell. */
    public Optional<String> reason(AccessRequest held, SubjectFacts holder) {
        return reason(held, holder, false);
    }

    /** The same by those rules alone that ask how old a credential is. */
    public Optional<String> reasonOfAge(AccessRequest held, SubjectFacts holder) {
        return reason(held, holder, true);
    }

    private Optional<String> reason(AccessRequest held, SubjectFacts holder, boolean ofAge) {
        RequestFacts facts = new RequestFacts(held, holder, mapping);
        return rules.stream()
                .filter(rule -> asksForAge(rule.rule()) == ofAge)
                .filter(rule -> rule.truth(facts) == Truth.YES)
                .findFirst()
                .map(rule -> Sentences.reason(policy, rule.rule()));
    }

    private boolean asksForAge(Rule rule) {
        return Stream.of(policy.covers(), rule.when(), rule.unless())
                .flatMap(List::stream)
                .anyMatch(Condition.CredentialOlder.class::isInstance);
    }
}
