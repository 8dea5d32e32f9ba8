package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.ConcurrentWriteException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * The versioned rows of an in-memory store. A row's version increases by one with each write. Not thread-safe, because
 * the stores synchronize access.
 *
 * @param <K> identifies a row within a tenant
 */
final class VersionedRows<K, V> {
    /** Creates a copy of a row with another version. */
    @FunctionalInterface
    interface WithVersion<V> {
        V apply(V row, long version);
    }

    private final TenantRows<K, V> rows = new TenantRows<>();
    private final String name;
    private final Function<V, K> key;
    private final ToLongFunction<V> version;
    private final WithVersion<V> withVersion;

    /**
     * Creates a store without rows.
     *
     * @param name the name of a row's type, which precedes the row's key in the error about a concurrent write
     */
    VersionedRows(String name, Function<V, K> key, ToLongFunction<V> version, WithVersion<V> withVersion) {
        this.name = name;
        this.key = key;
        this.version = version;
        this.withVersion = withVersion;
    }

    Optional<V> find(TenantId tenant, K id) {
        return rows.find(tenant, id);
    }

    /**
     * Adds a row as its first version, unless there already is a row with its key.
     *
     * @return whether the row was added
     */
    boolean open(TenantId tenant, V row) {
        return rows.putIfAbsent(tenant, key.apply(row), withVersion.apply(row, 1));
    }

    /**
     * Replaces a row that exists, and returns it with its next version.
     *
     * @throws ConcurrentWriteException if the row does not exist, or if its version is not the one that was read
     */
    V replace(TenantId tenant, V row) {
        return write(
                tenant,
                row,
                find(tenant, key.apply(row)).map(version::applyAsLong).orElse(-1L));
    }

    /**
     * Adds or replaces a row, and returns it with its next version. A row that does not exist has version 0.
     *
     * @throws ConcurrentWriteException if the stored version is not the one that was read
     */
    V save(TenantId tenant, V row) {
        return write(
                tenant,
                row,
                find(tenant, key.apply(row)).map(version::applyAsLong).orElse(0L));
    }

    private V write(TenantId tenant, V row, long stored) {
        if (stored != version.applyAsLong(row)) {
            throw new ConcurrentWriteException(name + " " + key.apply(row));
        }
        V next = withVersion.apply(row, stored + 1);
        rows.put(tenant, key.apply(row), next);
        return next;
    }

    /** Returns a tenant's matching rows in the given order. */
    List<V> select(TenantId tenant, Predicate<V> wanted, Comparator<V> order) {
        return rows.select(tenant, wanted, order);
    }

    /** Returns all rows of a tenant in the given order. */
    List<V> all(TenantId tenant, Comparator<V> order) {
        return rows.all(tenant, order);
    }
}
