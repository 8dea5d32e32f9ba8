package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.digest.DigestRow;
import io.grantkeeper.identity.digest.Hashes;
import io.grantkeeper.identity.digest.ListedRow;
import io.grantkeeper.identity.digest.ListingProgress;
import io.grantkeeper.identity.digest.PartitionDigest;
import io.grantkeeper.identity.digest.PreparedDigest;
import io.grantkeeper.identity.store.DigestStore;
import io.grantkeeper.identity.store.LostRaceException;
import io.grantkeeper.identity.work.PartitionRef;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Keeps digests in memory. */
public final class InMemoryDigestStore implements DigestStore {
    private final Map<Key, Kept> digests = new HashMap<>();
    private final Map<ProgressKey, ListingProgress> progress = new HashMap<>();

    private record Key(TenantId tenant, PartitionRef partition) {}

    private record ProgressKey(Key key, String at) {}

    private record Kept(PartitionDigest digest, Map<Long, RowKey> keys) {}

    @Override
    public synchronized PartitionDigest load(TenantId tenant, PartitionRef partition) {
        return kept(new Key(tenant, partition)).digest;
    }

    @Override
    public synchronized PreparedDigest prepare(
            TenantId tenant,
            PartitionRef partition,
            PartitionDigest from,
            Collection<ListedRow> changed,
            Collection<Long> missing) {
        Key key = new Key(tenant, partition);
        Kept kept = expect(key, from.version());
        Map<Long, RowKey> keys = new HashMap<>(kept.keys);
        changed.forEach(row -> keys.put(Hashes.of(row.key()), row.key()));
        PartitionDigest marked = kept.digest.withUncertain(from.version() + 1, changed, missing);
        digests.put(key, new Kept(marked, keys));
        return new PreparedDigest(marked);
    }

    @Override
    public synchronized Map<Long, RowKey> keys(TenantId tenant, PartitionRef partition, Collection<Long> hashes) {
        Kept kept = kept(new Key(tenant, partition));
        return hashes.stream()
                .distinct()
                .filter(kept.digest.rows()::containsKey)
                .collect(Collectors.toMap(hash -> hash, kept.keys::get));
    }

    @Override
    public synchronized PartitionDigest save(
            TenantId tenant, PartitionRef partition, PreparedDigest prepared, Collection<DigestRow> rows) {
        rows.stream()
                .filter(row -> !prepared.digest().rows().containsKey(row.key()))
                .findFirst()
                .ifPresent(row -> {
                    throw new IllegalArgumentException("a row of %s was never prepared".formatted(partition));
                });
        Key key = new Key(tenant, partition);
        Kept kept = expect(key, prepared.digest().version());
        PartitionDigest saved = PartitionDigest.of(prepared.digest().version() + 1, rows);
        digests.put(key, new Kept(saved, kept.keys));
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

    private Kept kept(Key key) {
        return digests.getOrDefault(key, new Kept(PartitionDigest.empty(), Map.of()));
    }

    private Kept expect(Key key, long version) {
        Kept kept = kept(key);
        if (kept.digest.version() != version) {
            throw new LostRaceException("the digest of " + key.partition);
        }
        return kept;
    }
}
