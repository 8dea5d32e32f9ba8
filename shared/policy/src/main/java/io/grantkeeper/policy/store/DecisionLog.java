package io.grantkeeper.policy.store;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.StorePage;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/** Stores decisions, so that they can be replayed and serve as evidence. */
public interface DecisionLog {
    /** Stores decisions durably. A decision that is already stored does not change. */
    void record(TenantId tenant, Collection<RecordedDecision> decisions);

    /**
     * Stores decisions that the caller knows to be new. This costs less than {@link #record}, because no check for
     * existing rows is needed. After a failure, some of the decisions may be stored; {@link #record} then stores the
     * rest.
     */
    default void recordNew(TenantId tenant, Collection<RecordedDecision> decisions) {
        record(tenant, decisions);
    }

    /** Returns the decisions made from {@code from} (inclusive) until {@code until} (exclusive), oldest first. */
    StorePage<RecordedDecision> between(TenantId tenant, Instant from, Instant until, int limit, Optional<String> next);

    /**
     * Returns the decisions made from {@code from} (inclusive) until {@code until} (exclusive), newest first. A page
     * can be empty even if it is not the last one.
     *
     * @throws IllegalArgumentException if {@code next} is not the cursor of an earlier page
     */
    StorePage<RecordedDecision> latest(TenantId tenant, Instant from, Instant until, int limit, Optional<String> next);

    /**
     * Returns the stored text of a decision, byte for byte, because the decision's proof refers to these bytes; empty
     * if the decision does not exist.
     */
    Optional<String> document(TenantId tenant, String id);

    default Optional<RecordedDecision> decision(TenantId tenant, String id) {
        return document(tenant, id).map(DecisionJson::read);
    }
}
