package io.grantkeeper.policy.decision;

import io.grantkeeper.policy.PolicyVersion;
import java.util.List;

/**
 * The response to an {@link AccessRequest}.
 *
 * @param permitted whether the action may run
 * @param requestable whether the action is denied now but an approval would permit it
 * @param judgements the judgments of all policies that cover the request, starting with those that determine the
 *     decision; the judgment of a policy in training has no effect
 * @param reasons the reasons for the decision, one sentence each, for the caller and for the stored decision
 * @param obligations the codes of what the caller must do if it performs the action
 * @param version the version of the whole policy set
 */
public record Decision(
        boolean permitted,
        boolean requestable,
        List<PolicyEvaluation> judgements,
        List<String> reasons,
        List<String> obligations,
        PolicyVersion version) {
    public Decision {
        judgements = List.copyOf(judgements);
        reasons = List.copyOf(reasons);
        obligations = List.copyOf(obligations);
    }
}
