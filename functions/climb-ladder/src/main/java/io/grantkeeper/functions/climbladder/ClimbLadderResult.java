package io.grantkeeper.functions.climbladder;

import io.grantkeeper.policy.ladder.PolicyLadderStatus;
import java.util.List;

/** The status of every policy that the request concerned, after the request was handled. */
public record ClimbLadderResult(List<PolicyLadderStatus> policies) {
    public ClimbLadderResult {
        policies = List.copyOf(policies);
    }
}
