package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.Parallel;
import io.grantkeeper.aws.dynamodb.DynamoDbTable.Freshness;
import io.grantkeeper.aws.dynamodb.TableSchema.Index;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.Bytes;
import io.grantkeeper.ledger.LedgerCorruptedException;
import io.grantkeeper.ledger.log.LogStore;
import io.grantkeeper.ledger.merkle.Frontier;
import io.grantkeeper.ledger.merkle.Hash;
import io.grantkeeper.ledger.tile.EntryBundle;
import io.grantkeeper.ledger.tile.TileId;
import io.grantkeeper.ledger.tile.Tiles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Keeps logs in the table: places, tiles and old checkpoints are put once and never written again. */
public final class DynamoDbLogStore implements LogStore {
    static final String BYTES = "bytes";
    static final String PLACE = "place";
    private static final String SIZE = "size";
    private static final String ABSENT = "attribute_not_exists(#pk)";

    private final DynamoDbTable table;
    private final WaitingEntries waiting;
    private final Checkpoints checkpoints;

    public DynamoDbLogStore(DynamoDbTable table) {
        this.table = table;
        this.waiting = new WaitingEntries(table);
        this.checkpoints = new Checkpoints(table);
    }

    @Override
    public List<Bytes> pending(TenantId tenant, int most) {
        return waiting.first(tenant, most);
    }

    @Override
    public void settle(TenantId tenant, Map<String, Long> indexById) {
        Parallel.map(
                List.copyOf(indexById.entrySet()),
                place -> table.update(new Update(LedgerKeys.entry(tenant, place.getKey()))
                        .set(Attributes.TYPE, ItemType.ENTRY.value())
                        .set(PLACE, Attributes.number(place.getValue()))
                        .remove(BYTES)
                        .remove(Index.G1.partitionKey())
                        .remove(Index.G1.sortKey())
                        .when("attribute_not_exists(#place)")));
    }

    @Override
    public Optional<Long> indexOf(TenantId tenant, String id) {
        return table.get(LedgerKeys.entry(tenant, id), Freshness.STRONG)
                .filter(item -> item.containsKey(PLACE))
                .map(item -> Attributes.number(item, PLACE));
    }

    @Override
    public Frontier head(TenantId tenant) {
        return table.get(LedgerKeys.head(tenant), Freshness.STRONG)
                .map(DynamoDbLogStore::frontier)
                .orElse(Frontier.EMPTY);
    }

    private static Frontier frontier(Map<String, AttributeValue> item) {
        byte[] bytes = bytes(item).array();
        List<Hash> subtrees = new ArrayList<>();
        for (int offset = 0; offset + Hash.BYTES <= bytes.length; offset += Hash.BYTES) {
            subtrees.add(Hash.at(bytes, offset));
        }
        try {
            Frontier head = new Frontier(Attributes.number(item, SIZE), subtrees);
            if (bytes.length % Hash.BYTES == 0) {
                return head;
            }
        } catch (IllegalArgumentException | CorruptItemException e) {
            throw new LedgerCorruptedException("the head of the log is not one: " + e.getMessage(), e);
        }
        throw new LedgerCorruptedException("the head of the log does not consist of hashes");
    }

    @Override
    public boolean advance(TenantId tenant, Frontier from, Frontier to) {
        Map<String, AttributeValue> item =
                item(LedgerKeys.head(tenant), ItemType.LOG_HEAD, Tiles.encode(to.subtrees()));
        item.put(SIZE, Attributes.number(to.size()));
        return from.size() == 0
                ? table.putIf(item, ABSENT, Map.of())
                : table.putIf(item, "#size = :from", Map.of(":from", Attributes.number(from.size())));
    }

    @Override
    public Optional<EntryBundle> sequenced(TenantId tenant, long start) {
        return table.get(LedgerKeys.piece(tenant, start), Freshness.STRONG).map(DynamoDbLogStore::leaves);
    }

    @Override
    public boolean sequence(TenantId tenant, long start, EntryBundle leaves) {
        return table.putIf(
                item(LedgerKeys.piece(tenant, start), ItemType.LOG_ENTRIES, leaves.encode()), ABSENT, Map.of());
    }

    @Override
    public EntryBundle entries(TenantId tenant, long bundle) {
        long next = bundle * TileId.WIDTH;
        List<byte[]> entries = new ArrayList<>();
        for (Map<String, AttributeValue> piece :
                table.queryAll(LedgerKeys.bundle(tenant, bundle), LedgerKeys.PIECE, Freshness.STRONG)) {
            String start = Attributes.text(piece, Attributes.SK).substring(LedgerKeys.PIECE.length());
            if (!start.equals(LedgerKeys.sortable(next))) {
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
                    "the item %s: %s".formatted(Attributes.text(piece, Attributes.SK), e.getMessage()), e);
        }
    }

    @Override
    public void keepTile(TenantId tenant, TileId tile, Bytes hashes) {
        boolean isNew =
                table.putIf(item(LedgerKeys.tile(tenant, tile), ItemType.LOG_TILE, hashes.array()), ABSENT, Map.of());
        if (!isNew && !tile(tenant, tile).equals(Optional.of(hashes))) {
            throw new LedgerCorruptedException("%s is stored with other hashes".formatted(tile.path()));
        }
    }

    @Override
    public Optional<Bytes> tile(TenantId tenant, TileId tile) {
        return table.get(LedgerKeys.tile(tenant, tile), Freshness.STRONG).map(DynamoDbLogStore::bytes);
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
    public long exported(TenantId tenant) {
        return table.get(LedgerKeys.exported(tenant), Freshness.STRONG)
                .map(item -> Attributes.number(item, SIZE))
                .orElse(0L);
    }

    @Override
    public void exported(TenantId tenant, long size) {
        table.update(new Update(LedgerKeys.exported(tenant))
                .set(Attributes.TYPE, ItemType.LOG_CHECKPOINT.value())
                .set(SIZE, Attributes.number(size))
                .when("attribute_not_exists(#pk) OR #size < :size"));
    }

    private static Map<String, AttributeValue> item(Key key, ItemType type, byte[] bytes) {
        Map<String, AttributeValue> item = new HashMap<>(key.attributes());
        item.put(Attributes.TYPE, type.value());
        item.put(BYTES, AttributeValue.fromB(SdkBytes.fromByteArray(bytes)));
        return item;
    }

    static Bytes bytes(Map<String, AttributeValue> item) {
        AttributeValue value = Attributes.required(item, BYTES);
        if (value.b() == null) {
            throw new CorruptItemException(item, "does not hold bytes");
        }
        return Bytes.of(value.b().asByteArray());
    }
}
