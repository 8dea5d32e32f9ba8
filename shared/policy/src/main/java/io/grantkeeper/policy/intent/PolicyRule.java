package io.grantkeeper.policy.intent;

import io.grantkeeper.policy.decision.PolicyEvaluation.Effect;
import java.util.List;
import java.util.Optional;

/**
 * One rule: an effect on one or more targets, under conditions.
 *
 * @param targets the targets; a request must match at least one of them
 * @param when conditions that must all be met; if one is unknown, the rule applies if it asks or forbids, but not if it
 *     allows
 * @param unless conditions of an exception: if all of them are met, the rule does not apply; empty means no exception.
 *     If one is unknown, the exception applies to a rule that allows, but not to a rule that asks or forbids
 * @param because the reason in the author's own words
 * @param obligations the codes of what the caller must do if it performs the action
 */
public record PolicyRule(
        Effect effect,
        List<RuleTarget> targets,
        List<PolicyCondition> when,
        List<PolicyCondition> unless,
        Optional<String> because,
        List<String> obligations,
        DocumentLocation place) {
    public PolicyRule {
        targets = List.copyOf(targets);
        when = List.copyOf(when);
        unless = List.copyOf(unless);
        obligations = List.copyOf(obligations);
    }
}
