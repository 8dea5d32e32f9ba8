package io.grantkeeper.simulator.company;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one kind, ordered by key. Readers get a snapshot, which is reused until a row changes, so that paging through
 * a large tenant is cheap.
 */
public final class SimulatedTable<K extends Comparable<K>, V> {

    private final Function<V, K> keyOf;
    private final TreeMap<K, V> rows = new TreeMap<>();
    private volatile @Nullable List<V> snapshot = List.of();

    public SimulatedTable(Function<V, K> keyOf) {
        this.keyOf = keyOf;
    }

    public List<V> all() {
        List<V> current = snapshot;
        if (current != null) {
            return current;
        }
        synchronized (this) {
            List<V> fresh = List.copyOf(rows.values());
            snapshot = fresh;
            return fresh;
        }
    }

    public synchronized Optional<V> find(K key) {
        return Optional.ofNullable(rows.get(key));
    }

    public synchronized void put(V row) {
        rows.put(keyOf.apply(row), row);
        snapshot = null;
    }

    public synchronized void putAll(Collection<V> more) {
        more.forEach(row -> rows.put(keyOf.apply(row), row));
        snapshot = null;
    }

    /** Removes the row with this key and returns it; empty if there is no such row. */
    public synchronized Optional<V> remove(K key) {
        Optional<V> removed = Optional.ofNullable(rows.remove(key));
        snapshot = null;
        return removed;
    }

    /** Changes the row with this key and returns the changed row; empty if there is no such row. */
    public synchronized Optional<V> update(K key, UnaryOperator<V> change) {
        Optional<V> changed = find(key).map(change);
        changed.ifPresent(this::put);
        return changed;
    }

    public synchronized int size() {
        return rows.size();
    }
}
