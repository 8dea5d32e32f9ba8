package io.grantkeeper.functions.climbladder;

import io.grantkeeper.policy.ladder.LadderPosition;
import java.util.List;

/** The policies that it was about, as they stand afterwards. */
public record ClimbLadderResult(List<LadderPosition> policies) {
    public ClimbLadderResult {
        policies = List.copyOf(policies);
    }
}
