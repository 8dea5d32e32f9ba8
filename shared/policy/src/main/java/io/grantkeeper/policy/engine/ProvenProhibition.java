package io.grantkeeper.policy.engine;

import io.grantkeeper.policy.capability.RequestCapabilityMapping;
import io.grantkeeper.policy.decision.AccessRequest;
import io.grantkeeper.policy.decision.PolicyEvaluation.Effect;
import io.grantkeeper.policy.decision.SubjectFacts;
import io.grantkeeper.policy.intent.PolicyCondition;
import io.grantkeeper.policy.intent.PolicyDocument;
import io.grantkeeper.policy.intent.PolicyRule;
import io.grantkeeper.policy.intent.PolicyText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Determines what a policy certainly forbids. Before an action runs, unknown facts count against the action. Before
 * existing access is revoked, only known facts count, because someone may rely on the access. Rules with weekly hours
 * are ignored, because they state when an action is allowed, not whether the access may exist.
 */
public final class ProvenProhibition {
    private final PolicyDocument policy;
    private final RequestCapabilityMapping mapping;
    private final List<CompiledRule> rules;

    public ProvenProhibition(PolicyDocument policy, RequestCapabilityMapping mapping) {
        this.policy = policy;
        this.mapping = mapping;
        List<CompiledRule> prepared = new ArrayList<>();
        for (PolicyRule rule : policy.rules()) {
            if (rule.effect() == Effect.FORBID && !dependsOnTime(rule)) {
                prepared.add(new CompiledRule(prepared.size(), 0, policy, rule));
            }
        }
        this.rules = List.copyOf(prepared);
    }

    private static boolean dependsOnTime(PolicyRule rule) {
        return Stream.concat(rule.when().stream(), rule.unless().stream())
                .anyMatch(PolicyCondition.Within.class::isInstance);
    }

    /**
     * Returns why this access is forbidden; empty if no rule certainly forbids it. Rules about the age of credentials
     * are ignored.
     */
    public Optional<String> reason(AccessRequest held, SubjectFacts holder) {
        return reason(held, holder, false);
    }

    /**
     * Returns why this access is forbidden, based only on rules about the age of credentials; empty if no such rule
     * certainly forbids it.
     */
    public Optional<String> credentialAgeReason(AccessRequest held, SubjectFacts holder) {
        return reason(held, holder, true);
    }

    private Optional<String> reason(AccessRequest held, SubjectFacts holder, boolean ofAge) {
        RequestFacts facts = new RequestFacts(held, holder, mapping);
        return rules.stream()
                .filter(rule -> dependsOnCredentialAge(rule.rule()) == ofAge)
                .filter(rule -> rule.evaluate(facts) == KleeneValue.YES)
                .findFirst()
                .map(rule -> PolicyText.reason(policy, rule.rule()));
    }

    private boolean dependsOnCredentialAge(PolicyRule rule) {
        return Stream.of(policy.covers(), rule.when(), rule.unless())
                .flatMap(List::stream)
                .anyMatch(PolicyCondition.CredentialOlder.class::isInstance);
    }
}
