package io.grantkeeper.policy.decision;

import io.grantkeeper.policy.PolicyVersion;
import java.util.List;

/**
 * The answer to an {@link AccessRequest}.
 *
 * @param permitted whether the action may run
 * @param requestable whether it is denied now and an approval would permit it
 * @param judgements of every policy that covers the request, those that bring the answer about first; those in training
 *     tell what they would have done
 * @param reasons why, one sentence each, for the caller and the record
 * @param obligations what the caller must do if it goes ahead, by code
 * @param version of the whole set that decided
 */
public record Decision(
        boolean permitted,
        boolean requestable,
        List<Judgement> judgements,
        List<String> reasons,
        List<String> obligations,
        PolicyVersion version) {
    public Decision {
        judgements = List.copyOf(judgements);
        reasons = List.copyOf(reasons);
        obligations = List.copyOf(obligations);
    }
}
