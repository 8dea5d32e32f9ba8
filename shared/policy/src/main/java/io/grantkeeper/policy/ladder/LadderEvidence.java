package io.grantkeeper.policy.ladder;

import io.grantkeeper.policy.PolicyVersion;
import io.grantkeeper.policy.Stage;
import java.time.Instant;
import java.util.List;

/**
 * What the record says of one policy's text at one stage.
 *
 * @param since from when its decisions at this stage count
 * @param blocks the actions that it forbade, or would have at a higher stage, of all that were decided while it stood
 * @param asks the actions for which it only wants to be asked first; that somebody then allows them is what it is for
 * @param different how many different actions those blocks were about: a question to people is about one
 * @param falseBlocks those that people let through when they were asked, of all blocks that people answered for
 * @param identities how many identities it would have stopped
 * @param people how many people own those, or asked for them
 * @param examples a few of its blocks, those that people called wrong first
 */
public record LadderEvidence(
        String policy,
        PolicyVersion version,
        Stage stage,
        Instant since,
        Instant until,
        Share blocks,
        long asks,
        long different,
        Share falseBlocks,
        long identities,
        long people,
        List<BlockedAction> examples) {
    public LadderEvidence {
        examples = List.copyOf(examples);
    }
}
