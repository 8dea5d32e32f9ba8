package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.core.BoundedParallelCalls;
import io.grantkeeper.aws.dynamodb.DynamoDbTable.Freshness;
import io.grantkeeper.aws.dynamodb.TableSchema.Index;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.ImmutableBytes;
import io.grantkeeper.ledger.LedgerCorruptedException;
import io.grantkeeper.ledger.log.LogStore;
import io.grantkeeper.ledger.merkle.Sha256Hash;
import io.grantkeeper.ledger.merkle.TreeFrontier;
import io.grantkeeper.ledger.tile.EntryBundle;
import io.grantkeeper.ledger.tile.TileHashes;
import io.grantkeeper.ledger.tile.TileId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Stores the ledger's logs in the DynamoDB table, one per tenant. Indexes, tiles and old checkpoints are written once
 * and never overwritten.
 */
public final class DynamoDbLogStore implements LogStore {
    static final String BYTES = "bytes";
    static final String PLACE = "place";
    private static final String SIZE = "size";
    private static final String ABSENT = "attribute_not_exists(#pk)";

    private final DynamoDbTable table;
    private final PendingEntryReader waiting;
    private final CheckpointItems checkpoints;

    public DynamoDbLogStore(DynamoDbTable table) {
        this.table = table;
        this.waiting = new PendingEntryReader(table);
        this.checkpoints = new CheckpointItems(table);
    }

    @Override
    public List<ImmutableBytes> pending(TenantId tenant, int most) {
        return waiting.first(tenant, most);
    }

    @Override
    public void recordPositions(TenantId tenant, Map<String, Long> indexById) {
        BoundedParallelCalls.map(
                List.copyOf(indexById.entrySet()),
                place -> table.update(new ConditionalUpdate(LedgerItemKeys.entry(tenant, place.getKey()))
                        .set(TableAttributes.TYPE, ItemType.ENTRY.value())
                        .set(PLACE, TableAttributes.number(place.getValue()))
                        .remove(BYTES)
                        .remove(PendingEntryItem.DIGEST)
                        .remove(Index.G1.partitionKey())
                        .remove(Index.G1.sortKey())
                        .when("attribute_not_exists(#place)")));
    }

    @Override
    public Optional<Long> indexOf(TenantId tenant, String id) {
        return table.get(LedgerItemKeys.entry(tenant, id), Freshness.STRONG)
                .filter(item -> item.containsKey(PLACE))
                .map(item -> TableAttributes.number(item, PLACE));
    }

    @Override
    public Map<String, Long> indexesOf(TenantId tenant, Collection<String> ids) {
        Map<PrimaryKey, String> keys = new LinkedHashMap<>();
        ids.forEach(id -> keys.put(LedgerItemKeys.entry(tenant, id), id));
        Map<String, Long> found = new HashMap<>();
        table.getAll(keys.keySet(), Freshness.STRONG).forEach((key, item) -> {
            if (item.containsKey(PLACE)) {
                found.put(Objects.requireNonNull(keys.get(key)), TableAttributes.number(item, PLACE));
            }
        });
        return found;
    }

    @Override
    public TreeFrontier head(TenantId tenant) {
        return table.get(LedgerItemKeys.head(tenant), Freshness.STRONG)
                .map(DynamoDbLogStore::frontier)
                .orElse(TreeFrontier.EMPTY);
    }

    private static TreeFrontier frontier(Map<String, AttributeValue> item) {
        byte[] bytes = bytes(item).array();
        List<Sha256Hash> subtrees = new ArrayList<>();
        for (int offset = 0; offset + Sha256Hash.BYTES <= bytes.length; offset += Sha256Hash.BYTES) {
            subtrees.add(Sha256Hash.read(bytes, offset));
        }
        try {
            TreeFrontier head = new TreeFrontier(TableAttributes.number(item, SIZE), subtrees);
            if (bytes.length % Sha256Hash.BYTES == 0) {
                return head;
            }
        } catch (IllegalArgumentException | CorruptItemException e) {
            throw new LedgerCorruptedException("the log head cannot be decoded: " + e.getMessage(), e);
        }
        throw new LedgerCorruptedException(
                "the log head is malformed: its length is not a multiple of the hash length");
    }

    @Override
    public boolean advance(TenantId tenant, TreeFrontier from, TreeFrontier to) {
        Map<String, AttributeValue> item =
                item(LedgerItemKeys.head(tenant), ItemType.LOG_HEAD, TileHashes.encode(to.subtrees()));
        item.put(SIZE, TableAttributes.number(to.size()));
        return from.size() == 0
                ? table.putIf(item, ABSENT, Map.of())
                : table.putIf(item, "#size = :from", Map.of(":from", TableAttributes.number(from.size())));
    }

    @Override
    public Optional<EntryBundle> sequenced(TenantId tenant, long start) {
        return table.get(LedgerItemKeys.bundlePart(tenant, start), Freshness.STRONG)
                .map(DynamoDbLogStore::leaves);
    }

    @Override
    public boolean sequence(TenantId tenant, long start, EntryBundle leaves) {
        return table.putIf(
                item(LedgerItemKeys.bundlePart(tenant, start), ItemType.LOG_ENTRIES, leaves.encode()),
                ABSENT,
                Map.of());
    }

    @Override
    public EntryBundle entries(TenantId tenant, long bundle) {
        long next = bundle * TileId.WIDTH;
        List<byte[]> entries = new ArrayList<>();
        for (Map<String, AttributeValue> piece :
                table.queryAll(LedgerItemKeys.bundle(tenant, bundle), LedgerItemKeys.PIECE, Freshness.STRONG)) {
            String start = TableAttributes.text(piece, TableAttributes.SK).substring(LedgerItemKeys.PIECE.length());
            if (!start.equals(LedgerItemKeys.sortable(next))) {
                throw new LedgerCorruptedException(
                        "entries %d to %d are missing".formatted(next, Long.parseLong(start) - 1));
            }
            List<byte[]> leaves = leaves(piece).entries();
            entries.addAll(leaves);
            next += leaves.size();
        }
        return new EntryBundle(entries);
    }

    private static EntryBundle leaves(Map<String, AttributeValue> piece) {
        try {
            return EntryBundle.decode(bytes(piece).array());
        } catch (IllegalArgumentException e) {
            throw new LedgerCorruptedException(
                    "the item %s: %s".formatted(TableAttributes.text(piece, TableAttributes.SK), e.getMessage()), e);
        }
    }

    @Override
    public void saveTile(TenantId tenant, TileId tile, ImmutableBytes hashes) {
        boolean isNew = table.putIf(
                item(LedgerItemKeys.tile(tenant, tile), ItemType.LOG_TILE, hashes.array()), ABSENT, Map.of());
        if (!isNew && !tile(tenant, tile).equals(Optional.of(hashes))) {
            throw new LedgerCorruptedException("%s is already stored with different hashes".formatted(tile.path()));
        }
    }

    @Override
    public Optional<ImmutableBytes> tile(TenantId tenant, TileId tile) {
        return table.get(LedgerItemKeys.tile(tenant, tile), Freshness.STRONG).map(DynamoDbLogStore::bytes);
    }

    @Override
    public Optional<String> checkpoint(TenantId tenant) {
        return checkpoints.latest(tenant);
    }

    @Override
    public void publish(TenantId tenant, long size, String note) {
        checkpoints.publish(tenant, size, note);
    }

    @Override
    public List<String> checkpoints(TenantId tenant, long fromSize, int most) {
        return checkpoints.from(tenant, fromSize, most);
    }

    @Override
    public long exportedSize(TenantId tenant) {
        return MonotonicSizeItem.read(table, LedgerItemKeys.exported(tenant));
    }

    @Override
    public void exportedSize(TenantId tenant, long size) {
        MonotonicSizeItem.raise(table, LedgerItemKeys.exported(tenant), ItemType.LOG_CHECKPOINT, size);
    }

    private static Map<String, AttributeValue> item(PrimaryKey key, ItemType type, byte[] bytes) {
        Map<String, AttributeValue> item = NewItem.of(key, type);
        item.put(BYTES, AttributeValue.fromB(SdkBytes.fromByteArray(bytes)));
        return item;
    }

    static ImmutableBytes bytes(Map<String, AttributeValue> item) {
        AttributeValue value = TableAttributes.required(item, BYTES);
        if (value.b() == null) {
            throw new CorruptItemException(item, "does not contain bytes");
        }
        return ImmutableBytes.of(value.b().asByteArray());
    }
}
