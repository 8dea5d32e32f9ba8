package io.grantkeeper.policy.intent;

import io.grantkeeper.policy.decision.Judgement.Effect;
import java.util.List;
import java.util.Optional;

/**
 * One rule: an effect on one of several things to do, under conditions.
 *
 * @param targets of which a request meets at least one
 * @param when all of which must be met; where one cannot be judged the rule holds if it asks or forbids, and does not if it
 *     allows
 * @param unless if all of these are met the rule does not hold; empty means no exception. Where one cannot be judged the
 *     exception holds against a rule that allows, and does not against one that asks or forbids
 * @param because the reason in the author's own words
 * @param obligations what the caller must do if it goes ahead, by code
 */
public record Rule(
        Effect effect,
        List<Target> targets,
        List<Condition> when,
        List<Condition> unless,
        Optional<String> because,
        List<String> obligations,
        Place place) {
    public Rule {
        targets = List.copyOf(targets);
        when = List.copyOf(when);
        unless = List.copyOf(unless);
        obligations = List.copyOf(obligations);
    }
}
