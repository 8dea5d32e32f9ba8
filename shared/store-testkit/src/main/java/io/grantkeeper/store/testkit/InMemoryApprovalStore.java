package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.LostRaceException;
import io.grantkeeper.identity.store.Slice;
import io.grantkeeper.policy.store.Approval;
import io.grantkeeper.policy.store.ApprovalStore;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps approvals in memory. */
public final class InMemoryApprovalStore implements ApprovalStore {
    private final Map<Key, Approval> approvals = new HashMap<>();

    private record Key(TenantId tenant, String id) {}

    @Override
    public synchronized void save(TenantId tenant, Approval approval) {
        Key key = new Key(tenant, approval.id());
        long stored =
                Optional.ofNullable(approvals.get(key)).map(Approval::revision).orElse(0L);
        if (stored != approval.revision()) {
            throw new LostRaceException("the request for approval " + approval.id());
        }
        approvals.put(key, approval.withRevision(stored + 1));
    }

    @Override
    public synchronized Optional<Approval> approval(TenantId tenant, String id) {
        return Optional.ofNullable(approvals.get(new Key(tenant, id)));
    }

    @Override
    public synchronized List<Approval> boundTo(TenantId tenant, String binding) {
        return newestFirst(tenant).stream()
                .filter(approval -> approval.binding().equals(binding))
                .toList();
    }

    @Override
    public synchronized Slice<Approval> recent(TenantId tenant, int limit, Optional<String> next) {
        return Slices.cut(newestFirst(tenant), limit, next);
    }

    private List<Approval> newestFirst(TenantId tenant) {
        return approvals.entrySet().stream()
                .filter(entry -> entry.getKey().tenant.equals(tenant))
                .map(Map.Entry::getValue)
                .sorted(Comparator.comparing(Approval::requestedAt)
                        .thenComparing(Approval::id)
                        .reversed())
                .toList();
    }
}
