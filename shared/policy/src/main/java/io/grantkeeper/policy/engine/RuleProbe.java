package io.grantkeeper.policy.engine;

import io.grantkeeper.policy.capability.RequestMapping;
import io.grantkeeper.policy.intent.Condition;
import io.grantkeeper.policy.intent.Policy;
import io.grantkeeper.policy.intent.Rule;

/** One rule on its own, for those who look at what policies mean. */
public final class RuleProbe {
    private final Policy policy;
    private final PreparedRule rule;

    public RuleProbe(Policy policy, Rule rule) {
        this.policy = policy;
        this.rule = new PreparedRule(0, 0, policy, rule);
    }

    public Policy policy() {
        return policy;
    }

    public Rule rule() {
        return rule.rule();
    }

    /** Whether one request could be meant by both, by what it does to what; false is sure. */
    public boolean mayMeet(RuleProbe other, RequestMapping mapping) {
        return rule.mayMeet(other.rule, mapping);
    }

    public boolean holds(RequestFacts facts) {
        return rule.holds(facts);
    }

    /** Whether one of the rule's own conditions is met, so far as it asks for it. */
    public boolean meets(Condition condition, RequestFacts facts) {
        return Checks.of(condition).of(facts).holds(rule.effect());
    }
}
