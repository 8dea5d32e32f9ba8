package io.grantkeeper.ledger.entry;

import io.grantkeeper.policy.store.DecisionBatch;

/** The ids of ledger entries that are looked up by their content. */
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

    /**
     * Returns the id of the entry that records a change to an incident.
     *
     * @param change what happened to it: opened, grown, answered, closed or merged
     * @param entries the number of entries in the incident's timeline
     * @param answers how many of these entries an owner has answered
     */
    public static String ofIncident(String incident, String change, int entries, long answers) {
        return "incident.changed/%s/%s/%d%s".formatted(incident, change, entries, answers == 0 ? "" : "-" + answers);
    }
}
