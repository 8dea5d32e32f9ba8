package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.digest.ListingProgress;
import io.grantkeeper.identity.digest.ListingRow;
import io.grantkeeper.identity.digest.PartitionDigest;
import io.grantkeeper.identity.digest.PartitionDigestLease;
import io.grantkeeper.identity.digest.RowDigest;
import io.grantkeeper.identity.digest.RowHashes;
import io.grantkeeper.identity.store.ConcurrentWriteException;
import io.grantkeeper.identity.store.PartitionDigestStore;
import io.grantkeeper.identity.work.PartitionRef;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A {@code PartitionDigestStore} that stores its data in memory. Tests use it in place of the DynamoDB implementation. */
public final class InMemoryPartitionDigestStore implements PartitionDigestStore {
    private final Map<Key, StoredDigest> digests = new HashMap<>();
    private final Map<ProgressKey, ListingProgress> progress = new HashMap<>();

    private record Key(TenantId tenant, PartitionRef partition) {}

    private record ProgressKey(Key key, String at) {}

    private record StoredDigest(PartitionDigest digest, Map<Long, ListingRow> keys) {}

    @Override
    public synchronized PartitionDigest load(TenantId tenant, PartitionRef partition) {
        return stored(new Key(tenant, partition)).digest;
    }

    @Override
    public synchronized PartitionDigestLease prepare(
            TenantId tenant,
            PartitionRef partition,
            PartitionDigest from,
            Collection<ListingRow> changed,
            Collection<Long> missing) {
        Key key = new Key(tenant, partition);
        StoredDigest kept = requireVersion(key, from.version());
        Map<Long, ListingRow> keys = new HashMap<>(kept.keys);
        changed.forEach(row -> keys.putIfAbsent(RowHashes.of(row.key()), row));
        PartitionDigest marked = kept.digest.withUncertain(from.version() + 1, changed, missing);
        digests.put(key, new StoredDigest(marked, keys));
        return new PartitionDigestLease(marked);
    }

    @Override
    public synchronized Map<Long, ListingRow> listed(TenantId tenant, PartitionRef partition, Collection<Long> hashes) {
        StoredDigest kept = stored(new Key(tenant, partition));
        return hashes.stream()
                .distinct()
                .filter(kept.digest.rows()::containsKey)
                .collect(Collectors.toMap(hash -> hash, kept.keys::get));
    }

    @Override
    public synchronized PartitionDigest save(
            TenantId tenant, PartitionRef partition, PartitionDigestLease prepared, Collection<RowDigest> rows) {
        rows.stream()
                .filter(row -> !prepared.digest().rows().containsKey(row.key()))
                .findFirst()
                .ifPresent(row -> {
                    throw new IllegalArgumentException("a row of %s was never prepared".formatted(partition));
                });
        Key key = new Key(tenant, partition);
        StoredDigest kept = requireVersion(key, prepared.digest().version());
        PartitionDigest saved = PartitionDigest.of(prepared.digest().version() + 1, rows);
        digests.put(key, new StoredDigest(saved, kept.keys));
        return saved;
    }

    @Override
    public synchronized Optional<ListingProgress> loadProgress(TenantId tenant, PartitionRef partition, String at) {
        return Optional.ofNullable(progress.get(new ProgressKey(new Key(tenant, partition), at)));
    }

    @Override
    public synchronized void saveProgress(TenantId tenant, PartitionRef partition, String at, ListingProgress listing) {
        progress.put(new ProgressKey(new Key(tenant, partition), at), listing);
    }

    @Override
    public synchronized void clearProgress(TenantId tenant, PartitionRef partition, String at) {
        progress.remove(new ProgressKey(new Key(tenant, partition), at));
    }

    private StoredDigest stored(Key key) {
        return digests.getOrDefault(key, new StoredDigest(PartitionDigest.empty(), Map.of()));
    }

    private StoredDigest requireVersion(Key key, long version) {
        StoredDigest kept = stored(key);
        if (kept.digest.version() != version) {
            throw new ConcurrentWriteException("the digest of " + key.partition);
        }
        return kept;
    }
}
