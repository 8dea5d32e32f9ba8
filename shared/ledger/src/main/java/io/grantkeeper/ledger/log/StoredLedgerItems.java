package io.grantkeeper.ledger.log;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.approval.ApprovalOfRecord;
import io.grantkeeper.identity.approval.ApprovalSubject;
import io.grantkeeper.policy.store.DecisionBatch;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The stored items of a ledger, and the approvals of record, which the ledger proves. A {@link LogStore} returns only
 * what the caller asks for, so it never shows an item that nothing refers to: the position of an entry that does not
 * exist yet, or a tile beyond the end of the log. None of these methods changes an item.
 */
public interface StoredLedgerItems {
    /** Passes every stored item to the consumer, in any order. */
    void forEach(TenantId tenant, Consumer<StoredLedgerItem> consumer);

    /** Returns the key under which the position of the entry with this id is stored. */
    String keyOf(TenantId tenant, String entryId);

    /** Returns whether an entry that waits for a position is stored as a separate item. */
    boolean isWaiting(TenantId tenant, String entryId);

    boolean hasDecision(TenantId tenant, String id);

    /** Returns a batch of decisions, whether it is finished or still open. */
    Optional<DecisionBatch> batch(TenantId tenant, String id);

    /** Returns the approval of record of a subject. */
    Optional<ApprovalOfRecord> approval(TenantId tenant, ApprovalSubject subject);

    /** Returns the configuration that was recorded last. */
    Optional<StoredLedgerItem.Configuration> configuration(TenantId tenant);
}
