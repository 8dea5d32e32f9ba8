package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.ConcurrentWriteException;
import io.grantkeeper.identity.store.PathFactRow;
import io.grantkeeper.identity.store.PathFactStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A {@code PathFactStore} that stores its data in memory. Tests use it in place of the DynamoDB implementation. */
public final class InMemoryPathFactStore implements PathFactStore {
    private final Map<TenantId, SortedMap<String, PathFactRow>> rows = new HashMap<>();
    private int readsOfAll;

    /** Returns how often all rows of a tenant were read. */
    public synchronized int readsOfAll() {
        return readsOfAll;
    }

    private SortedMap<String, PathFactRow> of(TenantId tenant) {
        return rows.computeIfAbsent(tenant, k -> new TreeMap<>());
    }

    @Override
    public synchronized Optional<PathFactRow> find(TenantId tenant, String key) {
        return Optional.ofNullable(of(tenant).get(key));
    }

    @Override
    public synchronized List<PathFactRow> all(TenantId tenant) {
        readsOfAll++;
        return List.copyOf(of(tenant).values());
    }

    @Override
    public synchronized PathFactRow save(TenantId tenant, PathFactRow row) {
        long stored = find(tenant, row.key()).map(PathFactRow::version).orElse(0L);
        if (stored != row.version()) {
            throw new ConcurrentWriteException("the path facts of " + row.key());
        }
        PathFactRow next = row.withVersion(row.version() + 1);
        of(tenant).put(row.key(), next);
        return next;
    }
}
