package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.log.CheckpointExport;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The exported checkpoints of one tenant. Changes to the log store do not affect them. */
public final class InMemoryCheckpointExport implements CheckpointExport {
    private final NavigableMap<Long, String> notes = new ConcurrentSkipListMap<>();
    private final AtomicInteger calls = new AtomicInteger();

    @Override
    public void export(TenantId tenant, long size, String note) {
        calls.incrementAndGet();
        notes.putIfAbsent(size, note);
    }

    @Override
    public Optional<Exported> largest(TenantId tenant, long fromSize) {
        return Optional.ofNullable(notes.lastEntry()).map(entry -> new Exported(entry.getKey(), entry.getValue()));
    }

    /** Returns the exported checkpoints, ordered by size. */
    public List<String> exported() {
        return List.copyOf(notes.values());
    }

    /** Returns the sizes of the exported checkpoints in ascending order. */
    List<Long> sizes() {
        return List.copyOf(notes.keySet());
    }

    /** Returns the number of times that a checkpoint was exported, including repetitions. */
    int calls() {
        return calls.get();
    }

    /** Replaces one exported checkpoint, or adds it. */
    void put(long size, String note) {
        notes.put(size, note);
    }

    void removeAll() {
        notes.clear();
    }
}
