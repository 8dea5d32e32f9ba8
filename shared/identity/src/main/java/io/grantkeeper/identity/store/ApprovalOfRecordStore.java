package io.grantkeeper.identity.store;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.approval.ApprovalOfRecord;
import io.grantkeeper.identity.approval.ApprovalSubject;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Stores approvals of record, one for each subject. */
public interface ApprovalOfRecordStore {
    /** Returns the approval of a subject, read with strong consistency. */
    Optional<ApprovalOfRecord> find(TenantId tenant, ApprovalSubject subject);

    /** Returns the stored approvals of these subjects, in the order of the subjects. */
    List<ApprovalOfRecord> findAll(TenantId tenant, Collection<ApprovalSubject> subjects);

    /**
     * Saves an approval.
     *
     * @param approval the approval, with the {@code version} that was read (0 for a new one)
     * @return the approval with its new version
     * @throws ConcurrentWriteException if the stored version differs
     */
    ApprovalOfRecord save(TenantId tenant, ApprovalOfRecord approval);

    /** Returns a page of approvals, the most recently decided first. */
    StorePage<ApprovalOfRecord> recent(TenantId tenant, int limit, Optional<String> from);
}
