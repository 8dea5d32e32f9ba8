package io.grantkeeper.ledger.log;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.approval.ApprovalOfRecord;
import io.grantkeeper.identity.approval.ApprovalSubject;
import io.grantkeeper.ledger.entry.LedgerEntry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Compares the stored approvals of record with the entries that record them. */
public interface ApprovalVerifier {
    /**
     * The stored approvals and the entries to compare with them. The approvals were read first, so each of them has an
     * entry unless something other than Grantkeeper wrote the approval.
     *
     * @param stored the stored approvals
     * @param sealed the entries that record approvals and already have a position, by id
     * @param waiting the entries that record approvals and had no position when the approvals were read, by id
     * @param isWaiting returns whether an entry waits for a position now
     * @param current returns the currently stored approval of a subject
     */
    record Found(
            List<StoredLedgerItem.Approval> stored,
            Map<String, LedgerEntry> sealed,
            Map<String, LedgerEntry> waiting,
            Predicate<String> isWaiting,
            Function<ApprovalSubject, Optional<ApprovalOfRecord>> current) {}

    /** Returns one sentence about each approval that the ledger does not confirm or that is missing. */
    List<String> problems(TenantId tenant, Found found);
}
