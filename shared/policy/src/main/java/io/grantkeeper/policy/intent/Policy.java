package io.grantkeeper.policy.intent;

import io.grantkeeper.policy.PolicyVersion;
import io.grantkeeper.policy.Stage;
import java.util.List;
import java.util.Optional;

/**
 * A policy as its document says it.
 *
 * @param name unique in its set
 * @param intent what it is for, one sentence
 * @param covers whom all its rules are about; empty means everybody
 * @param strangers whether it speaks of those who are not in the inventory
 * @param stage at which the document wants to begin; where it stands is a matter of the store
 * @param guardrail whether what it forbids holds at every stage and cannot be approved
 * @param exceptions whether one may ask for an exception even in enforcement
 * @param controls of standards that it serves, for example {@code SOC2:CC6.3}
 * @param version of its text
 */
public record Policy(
        String name,
        String intent,
        List<Condition> covers,
        Strangers strangers,
        List<Rule> rules,
        Stage stage,
        FailMode failMode,
        boolean guardrail,
        boolean exceptions,
        List<String> controls,
        Promotion promotion,
        Optional<Enforcement> enforcement,
        PolicyVersion version,
        Place place) {
    public Policy {
        covers = List.copyOf(covers);
        rules = List.copyOf(rules);
        controls = List.copyOf(controls);
    }

    /** The same policy at another stage. */
    public Policy at(Stage other) {
        return new Policy(
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
