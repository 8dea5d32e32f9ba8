package io.grantkeeper.policy.store;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.Slice;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/** Keeps decisions, for replay, evidence and the record. */
public interface DecisionLog {
    /** Keeps decisions durably; one that is kept already stays as it is. */
    void record(TenantId tenant, Collection<RecordedDecision> decisions);

    /**
     * Keeps decisions that nobody has tried to keep before, which costs less: nothing can be there. Where it fails, some of
     * them may be kept; {@link #record} then keeps the rest.
     */
    default void recordNew(TenantId tenant, Collection<RecordedDecision> decisions) {
        record(tenant, decisions);
    }

    /** Those made from {@code from} on and before {@code until}, oldest first. */
    Slice<RecordedDecision> between(TenantId tenant, Instant from, Instant until, int limit, Optional<String> next);

    /** The text that is kept of a decision, byte for byte: the leaf by which it is proved. */
    Optional<String> document(TenantId tenant, String id);

    default Optional<RecordedDecision> decision(TenantId tenant, String id) {
        return document(tenant, id).map(DecisionJson::read);
    }
}
