package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.ImmutableBytes;
import io.grantkeeper.ledger.LedgerCorruptedException;
import io.grantkeeper.ledger.entry.LedgerEntry;
import io.grantkeeper.ledger.entry.LedgerEntryJson;
import io.grantkeeper.ledger.log.LogStore;
import io.grantkeeper.ledger.log.PendingEntryStore;
import io.grantkeeper.ledger.merkle.TreeFrontier;
import io.grantkeeper.ledger.tile.EntryBundle;
import io.grantkeeper.ledger.tile.TileId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * An implementation of {@code LogStore} and {@code PendingEntryStore} that stores its data in memory. Tests use it in place of
 * the DynamoDB implementation.
 */
public final class InMemoryLogStore implements LogStore, PendingEntryStore {
    private final Map<TenantId, Log> logs = new HashMap<>();

    private static final class Log {
        private final SequencedMap<String, ImmutableBytes> waiting = new LinkedHashMap<>();
        private final Map<String, Long> places = new HashMap<>();
        private final TreeMap<Long, EntryBundle> pieces = new TreeMap<>();
        private final Map<TileId, ImmutableBytes> tiles = new HashMap<>();
        private final TreeMap<Long, String> checkpoints = new TreeMap<>();
        private TreeFrontier head = TreeFrontier.EMPTY;
        private long exported;
    }

    private Log log(TenantId tenant) {
        return logs.computeIfAbsent(tenant, _ -> new Log());
    }

    @Override
    public synchronized boolean add(TenantId tenant, LedgerEntry entry) {
        Log log = log(tenant);
        return !log.places.containsKey(entry.id())
                && log.waiting.putIfAbsent(entry.id(), LedgerEntryJson.write(entry)) == null;
    }

    @Override
    public synchronized List<ImmutableBytes> pending(TenantId tenant, int most) {
        return log(tenant).waiting.values().stream().limit(most).toList();
    }

    @Override
    public synchronized TreeFrontier head(TenantId tenant) {
        return log(tenant).head;
    }

    @Override
    public synchronized Optional<EntryBundle> sequenced(TenantId tenant, long start) {
        return Optional.ofNullable(log(tenant).pieces.get(start));
    }

    @Override
    public synchronized boolean sequence(TenantId tenant, long start, EntryBundle leaves) {
        return log(tenant).pieces.putIfAbsent(start, leaves) == null;
    }

    @Override
    public synchronized void recordPositions(TenantId tenant, Map<String, Long> indexById) {
        Log log = log(tenant);
        indexById.forEach((id, index) -> {
            if (log.waiting.remove(id) != null) {
                log.places.put(id, index);
            }
        });
    }

    @Override
    public synchronized Optional<Long> indexOf(TenantId tenant, String id) {
        return Optional.ofNullable(log(tenant).places.get(id));
    }

    @Override
    public synchronized EntryBundle entries(TenantId tenant, long bundle) {
        long next = bundle * TileId.WIDTH;
        List<byte[]> entries = new ArrayList<>();
        for (Map.Entry<Long, EntryBundle> piece :
                log(tenant).pieces.subMap(next, next + TileId.WIDTH).entrySet()) {
            if (piece.getKey() != next) {
                throw new LedgerCorruptedException("entries %d to %d are missing".formatted(next, piece.getKey() - 1));
            }
            entries.addAll(piece.getValue().entries());
            next += piece.getValue().entries().size();
        }
        return new EntryBundle(entries);
    }

    @Override
    public synchronized void saveTile(TenantId tenant, TileId tile, ImmutableBytes hashes) {
        ImmutableBytes kept = log(tenant).tiles.putIfAbsent(tile, hashes);
        if (kept != null && !kept.equals(hashes)) {
            throw new LedgerCorruptedException("%s is already stored with different hashes".formatted(tile.path()));
        }
    }

    @Override
    public synchronized Optional<ImmutableBytes> tile(TenantId tenant, TileId tile) {
        return Optional.ofNullable(log(tenant).tiles.get(tile));
    }

    @Override
    public synchronized boolean advance(TenantId tenant, TreeFrontier from, TreeFrontier to) {
        Log log = log(tenant);
        if (log.head.size() != from.size()) {
            return false;
        }
        log.head = to;
        return true;
    }

    @Override
    public synchronized Optional<String> checkpoint(TenantId tenant) {
        return Optional.ofNullable(log(tenant).checkpoints.lastEntry()).map(Map.Entry::getValue);
    }

    @Override
    public synchronized void publish(TenantId tenant, long size, String note) {
        Log log = log(tenant);
        if (log.checkpoints.isEmpty() || log.checkpoints.lastKey() <= size) {
            log.checkpoints.put(size, note);
        }
    }

    @Override
    public synchronized List<String> checkpoints(TenantId tenant, long fromSize, int most) {
        return log(tenant).checkpoints.tailMap(fromSize).values().stream()
                .limit(most)
                .toList();
    }

    @Override
    public synchronized long exportedSize(TenantId tenant) {
        return log(tenant).exported;
    }

    @Override
    public synchronized void exportedSize(TenantId tenant, long size) {
        Log log = log(tenant);
        log.exported = Math.max(log.exported, size);
    }
}
