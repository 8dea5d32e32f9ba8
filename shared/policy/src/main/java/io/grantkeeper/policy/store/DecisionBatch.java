package io.grantkeeper.policy.store;

import java.time.Instant;
import java.util.List;

/**
 * Decisions that stand under one root in the ledger, all made under the same policies.
 *
 * @param id follows from the root, so the same decisions are the same batch
 * @param decisions their ids, in the order of the leaves
 * @param leaves the hash of each decision's document, base64
 * @param root of the tree over the leaves, base64
 * @param version of the set of policies that they were made under
 * @param at when it was put together
 */
public record DecisionBatch(
        String id, List<String> decisions, List<String> leaves, String root, String version, Instant at) {
    public DecisionBatch {
        decisions = List.copyOf(decisions);
        leaves = List.copyOf(leaves);
    }
}
