package io.grantkeeper.policy.ladder;

import io.grantkeeper.policy.PolicyStage;
import io.grantkeeper.policy.PolicyVersion;
import java.time.Instant;
import java.util.List;

/**
 * The evidence about one policy's text at one stage.
 *
 * @param since the time from which decisions at this stage count
 * @param blocks the actions that the policy forbade, or would have forbidden at a higher stage, out of all actions
 *     decided while the policy was at this stage
 * @param asks the number of actions for which the policy requires approval; if people allow them, the policy works as
 *     intended
 * @param different the number of different actions among the blocks; people are asked only once about each of these
 *     actions
 * @param falseBlocks the blocks that people judged to be wrong, out of all blocks that people judged
 * @param identities the number of identities that the policy stopped or would have stopped
 * @param people the number of different people at the start of the blocked requests' actor chains
 * @param examples some of the blocks, starting with those that people judged to be wrong
 */
public record PromotionEvidence(
        String policy,
        PolicyVersion version,
        PolicyStage stage,
        Instant since,
        Instant until,
        Proportion blocks,
        long asks,
        long different,
        Proportion falseBlocks,
        long identities,
        long people,
        List<BlockedAction> examples) {
    public PromotionEvidence {
        examples = List.copyOf(examples);
    }
}
