package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.dynamodb.TableSchema.Index;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.Bytes;
import io.grantkeeper.ledger.entry.Entry;
import io.grantkeeper.ledger.entry.EntryJson;
import io.grantkeeper.ledger.tile.EntryBundle;
import io.grantkeeper.ledger.tile.TileId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Entries that were told and wait for their place, in one item: a single leaf as it is, several packed together.
 *
 * @param since when the first of them happened
 */
record ToldItem(Key key, String list, Instant since, Bytes bytes) {
    /** Packed they are a fraction of it, and an item takes 400 KB. */
    private static final int MOST_BYTES = 256 * 1024;

    static ToldItem of(TenantId tenant, Entry entry) {
        return of(tenant, List.of(Leaf.of(entry)));
    }

    /** As few items as they fit in. */
    static List<ToldItem> pack(TenantId tenant, List<Entry> entries) {
        List<ToldItem> items = new ArrayList<>();
        List<Leaf> together = new ArrayList<>();
        int bytes = 0;
        for (Entry entry : entries) {
            Leaf leaf = Leaf.of(entry);
            boolean full =
                    together.size() == TileId.WIDTH || bytes + leaf.bytes().length() > MOST_BYTES;
            if (full && !together.isEmpty()) {
                items.add(of(tenant, together));
                together = new ArrayList<>();
                bytes = 0;
            }
            together.add(leaf);
            bytes += leaf.bytes().length();
        }
        if (!together.isEmpty()) {
            items.add(of(tenant, together));
        }
        return items;
    }

    private static ToldItem of(TenantId tenant, List<Leaf> leaves) {
        boolean alone = leaves.size() == 1;
        Key key = alone
                ? LedgerKeys.entry(tenant, leaves.getFirst().id())
                : LedgerKeys.parcel(tenant, leaves.stream().map(Leaf::id).toList());
        Bytes bytes = alone
                ? leaves.getFirst().bytes()
                : Bytes.of(Packed.pack(new EntryBundle(
                        leaves.stream().map(leaf -> leaf.bytes().array()).toList())));
        Instant since = leaves.stream().map(Leaf::at).min(Instant::compareTo).orElseThrow();
        return new ToldItem(key, LedgerKeys.waiting(tenant, key), since, bytes);
    }

    private record Leaf(String id, Instant at, Bytes bytes) {
        static Leaf of(Entry entry) {
            Bytes leaf = EntryJson.write(entry);
            if (leaf.length() > EntryBundle.LONGEST) {
                throw new IllegalArgumentException(
                        "the entry '%s' has %d bytes, over the limit of %d; keep a digest of what is large"
                                .formatted(entry.id(), leaf.length(), EntryBundle.LONGEST));
            }
            return new Leaf(entry.id(), entry.at(), leaf);
        }
    }

    Map<String, AttributeValue> item(Optional<AttributeValue> cause) {
        Map<String, AttributeValue> item = new HashMap<>(key.attributes());
        item.put(Attributes.TYPE, ItemType.TOLD.value());
        item.put(DynamoDbLogStore.BYTES, AttributeValue.fromB(SdkBytes.fromByteArray(bytes.array())));
        item.put(Index.G1.partitionKey(), Attributes.text(list));
        item.put(
                Index.G1.sortKey(),
                Attributes.text(Keys.sk(Attributes.sortable(since) + "#"
                        + key.pk().substring(key.pk().length() - 32))));
        cause.ifPresent(value -> item.put(Attributes.CAUSE, value));
        return item;
    }

    /** The leaves that an item holds which was told; none of one that has got its place. */
    static List<Bytes> leaves(Map<String, AttributeValue> item) {
        if (!item.containsKey(DynamoDbLogStore.BYTES) || item.containsKey(DynamoDbLogStore.PLACE)) {
            return List.of();
        }
        Bytes bytes = DynamoDbLogStore.bytes(item);
        if (!LedgerKeys.isParcel(Key.of(item))) {
            return List.of(bytes);
        }
        try {
            return Packed.unpack(bytes.array()).entries().stream()
                    .map(Bytes::of)
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new CorruptItemException(item, "does not hold packed entries");
        }
    }
}
