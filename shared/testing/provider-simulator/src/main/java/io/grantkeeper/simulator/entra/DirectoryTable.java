package io.grantkeeper.simulator.entra;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A collection of directory objects, ordered by id, with the sequence of their changes. An object is a JSON object.
 * Members whose names begin with {@code ~} are relations, which are shown only if a call expands them.
 */
public final class DirectoryTable {
    /** A change: the object's current state, or empty if it was removed. */
    record Change(String id, Optional<Map<String, @Nullable Object>> object) {}

    private final TreeMap<String, Map<String, @Nullable Object>> rows = new TreeMap<>();
    private final Map<String, Instant> visible = new LinkedHashMap<>();
    private final TreeMap<Long, String> changes = new TreeMap<>();
    private long sequence;

    public synchronized void put(Map<String, @Nullable Object> object) {
        String id = String.valueOf(object.get("id"));
        rows.put(id, new LinkedHashMap<>(object));
        changes.put(++sequence, id);
    }

    /**
     * Adds an object that appears in listings immediately but can be found by its id only later, because the directory
     * is eventually consistent.
     *
     * @param from the time from which the object can be found by its id
     */
    void putVisibleFrom(Map<String, @Nullable Object> object, Instant from) {
        put(object);
        synchronized (this) {
            visible.put(String.valueOf(object.get("id")), from);
        }
    }

    /**
     * Removes an object.
     *
     * @return whether it existed
     */
    public synchronized boolean remove(String id) {
        boolean there = rows.remove(id) != null;
        if (there) {
            changes.put(++sequence, id);
        }
        return there;
    }

    /** Sets one member of an object. Does nothing if the object does not exist. */
    public synchronized void set(String id, String member, @Nullable Object value) {
        Map<String, @Nullable Object> row = rows.get(id);
        if (row != null) {
            Map<String, @Nullable Object> changed = new LinkedHashMap<>(row);
            changed.put(member, value);
            put(changed);
        }
    }

    synchronized Optional<Map<String, @Nullable Object>> find(String id, Instant now) {
        Instant from = visible.get(id);
        return from != null && now.isBefore(from) ? Optional.empty() : Optional.ofNullable(rows.get(id));
    }

    /** Finds an object, even if it is not visible yet. Returns empty if it does not exist. */
    public synchronized Optional<Map<String, @Nullable Object>> find(String id) {
        return Optional.ofNullable(rows.get(id));
    }

    /**
     * Returns the objects whose ids come after the given id.
     *
     * @param most the maximum number of objects to return
     */
    synchronized List<Map<String, @Nullable Object>> after(String id, int most) {
        List<Map<String, @Nullable Object>> page = new ArrayList<>();
        for (Map<String, @Nullable Object> row : rows.tailMap(id, false).values()) {
            if (page.size() == most) {
                break;
            }
            page.add(row);
        }
        return page;
    }

    public synchronized Collection<Map<String, @Nullable Object>> all() {
        return List.copyOf(rows.values());
    }

    public synchronized int size() {
        return rows.size();
    }

    synchronized long sequence() {
        return sequence;
    }

    /**
     * Returns the changes after a position in the sequence of changes, in order. An object that changed several times
     * occurs several times.
     */
    synchronized List<Change> since(long point) {
        NavigableMap<Long, String> later = changes.tailMap(point, false);
        return later.values().stream()
                .map(id -> new Change(id, Optional.ofNullable(rows.get(id))))
                .toList();
    }
}
