package io.grantkeeper.policy.intent;

import io.grantkeeper.policy.PolicyStage;
import io.grantkeeper.policy.PolicyVersion;
import java.util.List;
import java.util.Optional;

/**
 * A policy as stated in its document.
 *
 * @param name the policy's name, unique within its set
 * @param intent the policy's purpose in one sentence
 * @param covers the conditions that a subject must meet for the policy's rules to cover it; empty for all subjects
 * @param strangers whether the rules also cover subjects that are not in the inventory
 * @param stage the stage that the document requests; the actual stage is stored separately
 * @param guardrail whether the rules apply at every stage and cannot be overridden by approval
 * @param exceptions whether callers may request exceptions even in enforcement
 * @param controls the controls from standards that the policy implements, for example {@code SOC2:CC6.3}
 * @param version the version of the document's text
 */
public record PolicyDocument(
        String name,
        String intent,
        List<PolicyCondition> covers,
        UnknownSubjects strangers,
        List<PolicyRule> rules,
        PolicyStage stage,
        FailMode failMode,
        boolean guardrail,
        boolean exceptions,
        List<String> controls,
        PromotionCriteria promotion,
        Optional<EnforcementSettings> enforcement,
        PolicyVersion version,
        DocumentLocation place) {
    public PolicyDocument {
        covers = List.copyOf(covers);
        rules = List.copyOf(rules);
        controls = List.copyOf(controls);
    }

    /** Returns the same policy at another stage. */
    public PolicyDocument atStage(PolicyStage other) {
        return new PolicyDocument(
                name,
                intent,
                covers,
                strangers,
                rules,
                other,
                failMode,
                guardrail,
                exceptions,
                controls,
                promotion,
                enforcement,
                version,
                place);
    }
}
