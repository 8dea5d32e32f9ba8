package io.grantkeeper.functions.promotepolicies;

import io.grantkeeper.policy.ladder.PolicyLadderStatus;
import java.util.List;

/** The status of every policy that the request concerned, after the request was handled. */
public record PromotePoliciesResult(List<PolicyLadderStatus> policies) {
    public PromotePoliciesResult {
        policies = List.copyOf(policies);
    }
}
