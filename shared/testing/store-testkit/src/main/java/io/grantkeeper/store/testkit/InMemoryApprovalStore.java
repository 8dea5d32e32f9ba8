package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.ConcurrentWriteException;
import io.grantkeeper.identity.store.StorePage;
import io.grantkeeper.policy.store.AccessApproval;
import io.grantkeeper.policy.store.ApprovalStore;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * An {@code ApprovalStore} that stores its data in memory. Tests use it in place of the DynamoDB
 * implementation.
 */
public final class InMemoryApprovalStore implements ApprovalStore {
    private final TenantRows<String, AccessApproval> approvals = new TenantRows<>();

    @Override
    public synchronized void save(TenantId tenant, AccessApproval approval) {
        long stored = approvals
                .find(tenant, approval.id())
                .map(AccessApproval::revision)
                .orElse(0L);
        if (stored != approval.revision()) {
            throw new ConcurrentWriteException("the access request " + approval.id());
        }
        approvals.put(tenant, approval.id(), approval.withRevision(stored + 1));
    }

    @Override
    public synchronized Optional<AccessApproval> approval(TenantId tenant, String id) {
        return approvals.find(tenant, id);
    }

    @Override
    public synchronized List<AccessApproval> boundTo(TenantId tenant, String binding) {
        return newestFirst(tenant).stream()
                .filter(approval -> approval.binding().equals(binding))
                .toList();
    }

    @Override
    public synchronized StorePage<AccessApproval> recent(TenantId tenant, int limit, Optional<String> next) {
        return StorePages.slice(newestFirst(tenant), limit, next);
    }

    private List<AccessApproval> newestFirst(TenantId tenant) {
        return approvals.all(
                tenant,
                Comparator.comparing(AccessApproval::requestedAt)
                        .thenComparing(AccessApproval::id)
                        .reversed());
    }
}
