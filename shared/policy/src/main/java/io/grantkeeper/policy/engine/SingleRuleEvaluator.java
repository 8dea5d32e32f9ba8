package io.grantkeeper.policy.engine;

import io.grantkeeper.policy.capability.RequestCapabilityMapping;
import io.grantkeeper.policy.intent.PolicyCondition;
import io.grantkeeper.policy.intent.PolicyDocument;
import io.grantkeeper.policy.intent.PolicyRule;

/** Evaluates a single rule, for tools that analyze the meaning of policies. */
public final class SingleRuleEvaluator {
    private final PolicyDocument policy;
    private final CompiledRule rule;

    public SingleRuleEvaluator(PolicyDocument policy, PolicyRule rule) {
        this.policy = policy;
        this.rule = new CompiledRule(0, 0, policy, rule);
    }

    public PolicyDocument policy() {
        return policy;
    }

    public PolicyRule rule() {
        return rule.rule();
    }

    /**
     * Returns whether one request could match both rules, judged by action and resource alone. If this method returns
     * false, no request can match both.
     */
    public boolean mayOverlap(SingleRuleEvaluator other, RequestCapabilityMapping mapping) {
        return rule.mayOverlap(other.rule, mapping);
    }

    public boolean applies(RequestFacts facts) {
        return rule.applies(facts);
    }

    /**
     * Returns whether a condition would count as met in this rule. A condition whose value is unknown counts as met if
     * the rule asks or forbids, but not if it allows.
     */
    public boolean isMet(PolicyCondition condition, RequestFacts facts) {
        return ConditionCompiler.compile(condition).evaluate(facts).appliesTo(rule.effect());
    }
}
