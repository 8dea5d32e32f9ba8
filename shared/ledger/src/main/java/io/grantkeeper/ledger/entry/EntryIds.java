package io.grantkeeper.ledger.entry;

import io.grantkeeper.policy.store.DecisionBatch;

/** The ids of ledger entries that are looked up by what they record. */
public final class EntryIds {
    /** The prefix of the ids of entries that record a batch of decisions. */
    public static final String DECISION_BATCHES = "decisions/";

    /** The prefix of the ids of entries that record a transition of an approval of record. */
    public static final String APPROVALS = "approval.changed/";

    private EntryIds() {}

    /** Returns the id of the entry that records a batch of decisions. */
    public static String ofDecisionBatch(DecisionBatch batch) {
        return DECISION_BATCHES + batch.id();
    }
}
