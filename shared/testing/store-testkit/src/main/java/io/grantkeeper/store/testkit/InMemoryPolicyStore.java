package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.ConcurrentWriteException;
import io.grantkeeper.policy.store.PolicyStore;
import io.grantkeeper.policy.store.StoredPolicy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A {@code PolicyStore} that stores its data in memory. Tests use it in place of the DynamoDB implementation. */
public final class InMemoryPolicyStore implements PolicyStore {
    private final Map<TenantId, SortedMap<String, StoredPolicy>> policies = new HashMap<>();
    private final Map<TenantId, Long> revisions = new HashMap<>();

    @Override
    public synchronized List<StoredPolicy> all(TenantId tenant) {
        return List.copyOf(policiesOf(tenant).values());
    }

    @Override
    public synchronized Optional<StoredPolicy> policy(TenantId tenant, String name) {
        return Optional.ofNullable(policiesOf(tenant).get(name));
    }

    @Override
    public synchronized long revision(TenantId tenant) {
        return revisions.getOrDefault(tenant, 0L);
    }

    @Override
    public synchronized void save(TenantId tenant, StoredPolicy policy) {
        long stored = policy(tenant, policy.name()).map(StoredPolicy::revision).orElse(0L);
        if (stored != policy.revision()) {
            throw new ConcurrentWriteException("the policy " + policy.name());
        }
        policiesOf(tenant).put(policy.name(), policy.withRevision(stored + 1));
        revisions.merge(tenant, 1L, Long::sum);
    }

    @Override
    public synchronized void remove(TenantId tenant, StoredPolicy policy) {
        Optional<StoredPolicy> stored = policy(tenant, policy.name());
        if (stored.isEmpty()) {
            return;
        }
        if (stored.get().revision() != policy.revision()) {
            throw new ConcurrentWriteException("the policy " + policy.name());
        }
        policiesOf(tenant).remove(policy.name());
        revisions.merge(tenant, 1L, Long::sum);
    }

    private SortedMap<String, StoredPolicy> policiesOf(TenantId tenant) {
        return policies.computeIfAbsent(tenant, _ -> new TreeMap<>());
    }
}
