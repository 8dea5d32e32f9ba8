package io.grantkeeper.policy.ladder;

import io.grantkeeper.policy.LadderStage;
import java.util.List;

/** The consequence of the evidence about a policy: the policy stays at its stage, can be promoted, or is demoted. */
public sealed interface LadderVerdict {
    /**
     * The policy stays at its stage.
     *
     * @param missing what prevents a promotion, one sentence each; empty at the highest stage
     */
    record Stay(List<String> missing) implements LadderVerdict {
        public Stay {
            missing = List.copyOf(missing);
        }
    }

    /** A person may promote the policy. */
    record Promote(LadderStage to) implements LadderVerdict {}

    /** The policy is demoted automatically. */
    record Demote(LadderStage to, String reason) implements LadderVerdict {}
}
