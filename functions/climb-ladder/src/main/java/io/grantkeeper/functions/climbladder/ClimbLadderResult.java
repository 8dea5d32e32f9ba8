package io.grantkeeper.functions.climbladder;

import io.grantkeeper.policy.ladder.PolicyLadderStatus;
import java.util.List;

/** The policies that a request concerned, in their state after the request. */
public record ClimbLadderResult(List<PolicyLadderStatus> policies) {
    public ClimbLadderResult {
        policies = List.copyOf(policies);
    }
}
