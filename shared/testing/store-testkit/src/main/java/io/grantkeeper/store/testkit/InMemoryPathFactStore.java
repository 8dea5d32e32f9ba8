package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.PathFactRow;
import io.grantkeeper.identity.store.PathFactStore;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A {@code PathFactStore} that stores its data in memory. Tests use it in place of the DynamoDB implementation. */
public final class InMemoryPathFactStore implements PathFactStore {
    private final VersionedRows<String, PathFactRow> rows =
            new VersionedRows<>("the path facts of", PathFactRow::key, PathFactRow::version, PathFactRow::withVersion);
    private int readsOfAll;

    /** Returns the number of times that all rows of a tenant were read. */
    public synchronized int readsOfAll() {
        return readsOfAll;
    }

    @Override
    public synchronized Optional<PathFactRow> find(TenantId tenant, String key) {
        return rows.find(tenant, key);
    }

    @Override
    public synchronized List<PathFactRow> all(TenantId tenant) {
        readsOfAll++;
        return rows.all(tenant, Comparator.comparing(PathFactRow::key));
    }

    @Override
    public synchronized PathFactRow save(TenantId tenant, PathFactRow row) {
        return rows.save(tenant, row);
    }
}
