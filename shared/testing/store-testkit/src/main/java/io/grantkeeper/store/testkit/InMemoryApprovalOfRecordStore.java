package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.approval.ApprovalOfRecord;
import io.grantkeeper.identity.approval.ApprovalSubject;
import io.grantkeeper.identity.store.ApprovalOfRecordStore;
import io.grantkeeper.identity.store.StorePage;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * An {@code ApprovalOfRecordStore} that stores its data in memory. Tests use it in place of the DynamoDB
 * implementation.
 */
public final class InMemoryApprovalOfRecordStore implements ApprovalOfRecordStore {
    private final VersionedRows<ApprovalSubject, ApprovalOfRecord> approvals = new VersionedRows<>(
            "the approval of", ApprovalOfRecord::subject, ApprovalOfRecord::version, ApprovalOfRecord::withVersion);

    @Override
    public synchronized Optional<ApprovalOfRecord> find(TenantId tenant, ApprovalSubject subject) {
        return approvals.find(tenant, subject);
    }

    @Override
    public synchronized List<ApprovalOfRecord> findAll(TenantId tenant, Collection<ApprovalSubject> subjects) {
        return subjects.stream()
                .distinct()
                .flatMap(subject -> find(tenant, subject).stream())
                .toList();
    }

    @Override
    public synchronized ApprovalOfRecord save(TenantId tenant, ApprovalOfRecord approval) {
        return approvals.save(tenant, approval);
    }

    @Override
    public synchronized StorePage<ApprovalOfRecord> recent(TenantId tenant, int limit, Optional<String> from) {
        List<ApprovalOfRecord> all = approvals.all(
                tenant,
                Comparator.comparing((ApprovalOfRecord approval) ->
                                approval.current().at())
                        .thenComparing(approval -> approval.subject().toString())
                        .reversed());
        return StorePages.slice(all, limit, from);
    }
}
