package io.grantkeeper.simulator.company;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one kind in the order of their key. Readers get a snapshot that costs nothing while nothing changes, which
 * is what makes paging through a large tenant cheap.
 */
public final class Table<K extends Comparable<K>, V> {

    private final Function<V, K> keyOf;
    private final TreeMap<K, V> rows = new TreeMap<>();
    private volatile @Nullable List<V> snapshot = List.of();

    public Table(Function<V, K> keyOf) {
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

    /** The row that was there, if there was one. */
    public synchronized Optional<V> remove(K key) {
        Optional<V> removed = Optional.ofNullable(rows.remove(key));
        snapshot = null;
        return removed;
    }

    /** Changes the row if it is there; answers the row after the change. */
    public synchronized Optional<V> update(K key, UnaryOperator<V> change) {
        Optional<V> changed = find(key).map(change);
        changed.ifPresent(this::put);
        return changed;
    }

    public synchronized int size() {
        return rows.size();
    }
}
