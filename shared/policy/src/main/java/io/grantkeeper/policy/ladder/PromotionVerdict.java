package io.grantkeeper.policy.ladder;

import io.grantkeeper.policy.PolicyStage;
import java.util.List;

/** The consequence of the evidence about a policy: the policy stays at its stage, can be promoted, or is demoted. */
public sealed interface PromotionVerdict {
    /**
     * The policy stays at its stage.
     *
     * @param missing what prevents a promotion, one sentence each; empty at the highest stage
     */
    record Stay(List<String> missing) implements PromotionVerdict {
        public Stay {
            missing = List.copyOf(missing);
        }
    }

    /** A person may promote the policy. */
    record Promote(PolicyStage to) implements PromotionVerdict {}

    /** The policy is demoted automatically. */
    record Demote(PolicyStage to, String reason) implements PromotionVerdict {}
}
