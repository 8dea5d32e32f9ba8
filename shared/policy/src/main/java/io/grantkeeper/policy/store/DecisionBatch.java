package io.grantkeeper.policy.store;

import java.time.Instant;
import java.util.List;

/**
 * A batch of decisions that the ledger records as one Merkle root. All of them were made with the same version of the
 * policies.
 *
 * @param id derived from the root, so that the same decisions form the same batch
 * @param decisions the IDs of the decisions, in leaf order
 * @param leaves the hash of each decision's document, in base64
 * @param root the root of the tree over the leaves, in base64
 * @param version the version of the policy set that made the decisions
 * @param at when the batch was formed
 */
public record DecisionBatch(
        String id, List<String> decisions, List<String> leaves, String root, String version, Instant at) {
    public DecisionBatch {
        decisions = List.copyOf(decisions);
        leaves = List.copyOf(leaves);
    }
}
