package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.dynamodb.DynamoDbTable.Freshness;
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
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Stores digests in the DynamoDB table. To read an unchanged partition, the store reads the head and its row chunk with
 * eventual consistency; {@link #prepare} detects a stale read before anything is written. Full keys are written once,
 * when a row is first prepared, and are read only when a row is missing.
 */
public final class DynamoDbPartitionDigestStore implements PartitionDigestStore {
    /**
     * The maximum number of key items of a digest. If there are more, they are merged into fewer items, because reading
     * each item consumes at least half a read unit.
     */
    private static final int MAX_KEY_ITEMS = 24;

    private final DynamoDbTable table;
    private final ListingProgressItems progress;

    public DynamoDbPartitionDigestStore(DynamoDbTable table) {
        this.table = table;
        this.progress = new ListingProgressItems(table);
    }

    @Override
    public PartitionDigest load(TenantId tenant, PartitionRef partition) {
        PartitionDigestItems items = items(tenant, partition);
        return new PartitionDigestReader(items).read(Freshness.EVENTUAL);
    }

    @Override
    public PartitionDigestLease prepare(
            TenantId tenant,
            PartitionRef partition,
            PartitionDigest from,
            Collection<ListingRow> changed,
            Collection<Long> missing) {
        PartitionDigestItems items = items(tenant, partition);
        List<ListingRow> fresh = new ArrayList<>();
        Set<Long> marked = new HashSet<>(missing);
        for (ListingRow row : changed) {
            long hash = RowHashes.of(row.key());
            if (from.rows().containsKey(hash)) {
                marked.add(hash);
            } else {
                fresh.add(row);
            }
        }
        long next = from.version() + 1;
        List<String> ids = items.writeKeys(next, fresh, marked);
        ConditionalUpdate announce = new ConditionalUpdate(items.headKey())
                .set(TableAttributes.TYPE, ItemType.DIGEST.value())
                .set(TableAttributes.VERSION, TableAttributes.number(next))
                .append(PartitionDigestHead.PENDING, texts(ids));
        if (!table.update(expecting(announce, from.version())).written()) {
            ids.forEach(items::deleteKeys);
            throw lostRace(partition);
        }
        return new PartitionDigestLease(from.withUncertain(next, changed, missing));
    }

    @Override
    public Map<Long, ListingRow> listed(TenantId tenant, PartitionRef partition, Collection<Long> hashes) {
        PartitionDigestItems items = items(tenant, partition);
        Optional<PartitionDigestHead> head = items.head(Freshness.STRONG);
        if (head.isEmpty() || hashes.isEmpty()) {
            return Map.of();
        }
        Set<Long> wanted = new HashSet<>(hashes);
        wanted.retainAll(
                new PartitionDigestReader(items).read(Freshness.STRONG).rows().keySet());
        Map<Long, ListingRow> found = new HashMap<>();
        List<String> ids = new ArrayList<>(head.get().keyItems());
        ids.addAll(head.get().pending());
        items.keyItems(ids)
                .values()
                .forEach(item -> item.listed().forEach(row -> {
                    long hash = RowHashes.of(row.key());
                    if (wanted.contains(hash)) {
                        found.put(hash, row);
                    }
                }));
        return found;
    }

    @Override
    public PartitionDigest save(
            TenantId tenant, PartitionRef partition, PartitionDigestLease prepared, Collection<RowDigest> rows) {
        if (rows.stream().anyMatch(row -> !prepared.digest().rows().containsKey(row.key()))) {
            throw new IllegalArgumentException("a row of %s was never prepared".formatted(partition));
        }
        return new PartitionDigestWriter(table, items(tenant, partition), prepared, rows)
                .run(MAX_KEY_ITEMS)
                .orElseThrow(() -> lostRace(partition));
    }

    @Override
    public Optional<ListingProgress> loadProgress(TenantId tenant, PartitionRef partition, String at) {
        return progress.load(TableKeys.progressPartition(tenant, partition, at));
    }

    @Override
    public void saveProgress(TenantId tenant, PartitionRef partition, String at, ListingProgress listing) {
        progress.save(TableKeys.progressPartition(tenant, partition, at), listing);
    }

    @Override
    public void clearProgress(TenantId tenant, PartitionRef partition, String at) {
        progress.clear(TableKeys.progressPartition(tenant, partition, at));
    }

    private PartitionDigestItems items(TenantId tenant, PartitionRef partition) {
        return new PartitionDigestItems(table, TableKeys.digestPartition(tenant, partition));
    }

    static ConditionalUpdate expecting(ConditionalUpdate update, long version) {
        return version == 0
                ? update.when("attribute_not_exists(#pk)")
                : update.value("expected", TableAttributes.number(version)).when("#version = :expected");
    }

    static List<AttributeValue> texts(List<String> ids) {
        return ids.stream().map(TableAttributes::text).toList();
    }

    private static ConcurrentWriteException lostRace(PartitionRef partition) {
        return new ConcurrentWriteException("the digest of " + partition);
    }
}
