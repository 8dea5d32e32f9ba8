package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.TenantId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The rows of an in-memory store, by tenant and key. Not thread-safe, because the stores synchronize access.
 *
 * @param <K> identifies a row within a tenant
 */
final class TenantRows<K, V> {
    private final Map<TenantId, Map<K, V>> rows = new HashMap<>();

    Optional<V> find(TenantId tenant, K key) {
        return Optional.ofNullable(of(tenant).get(key));
    }

    void put(TenantId tenant, K key, V row) {
        of(tenant).put(key, row);
    }

    /**
     * Adds a row, unless there already is a row with this key.
     *
     * @return whether the row was added
     */
    boolean putIfAbsent(TenantId tenant, K key, V row) {
        return of(tenant).putIfAbsent(key, row) == null;
    }

    /** Returns a tenant's matching rows in the given order. */
    List<V> select(TenantId tenant, Predicate<V> wanted, Comparator<V> order) {
        return of(tenant).values().stream().filter(wanted).sorted(order).toList();
    }

    /** Returns all rows of a tenant in the given order. */
    List<V> all(TenantId tenant, Comparator<V> order) {
        return select(tenant, _ -> true, order);
    }

    private Map<K, V> of(TenantId tenant) {
        return rows.computeIfAbsent(tenant, _ -> new HashMap<>());
    }
}
