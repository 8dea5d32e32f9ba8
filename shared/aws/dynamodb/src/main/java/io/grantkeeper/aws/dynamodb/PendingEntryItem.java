package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.dynamodb.TableSchema.Index;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.ImmutableBytes;
import io.grantkeeper.ledger.entry.LedgerEntry;
import io.grantkeeper.ledger.entry.LedgerEntryJson;
import io.grantkeeper.ledger.merkle.MerkleHashing;
import io.grantkeeper.ledger.tile.EntryBundle;
import io.grantkeeper.ledger.tile.TileId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An item with recorded entries that wait to be sequenced: a single leaf that is not compressed, or several leaves that
 * are compressed together.
 *
 * @param since the time of the earliest entry
 */
record PendingEntryItem(PrimaryKey key, String list, Instant since, ImmutableBytes bytes) {
    /**
     * The maximum total size in bytes of an item's entries before compression. Compressed, they are far below
     * DynamoDB's limit of 400 KB per item.
     */
    private static final int MAX_BYTES = 256 * 1024;

    /**
     * The hash of a leaf that waits alone. It reveals accidental changes before the leaf is sealed. Leaves that wait
     * together need none, because compressed data has a checksum.
     */
    static final String DIGEST = "leaf";

    static PendingEntryItem of(TenantId tenant, LedgerEntry entry) {
        return of(tenant, List.of(Leaf.of(entry)));
    }

    /** Returns the item in which these entries wait together. */
    static PendingEntryItem together(TenantId tenant, List<LedgerEntry> entries) {
        return of(tenant, entries.stream().map(Leaf::of).toList());
    }

    /** Packs the entries into as few items as possible. */
    static List<PendingEntryItem> pack(TenantId tenant, List<LedgerEntry> entries) {
        List<PendingEntryItem> items = new ArrayList<>();
        List<Leaf> together = new ArrayList<>();
        int bytes = 0;
        for (LedgerEntry entry : entries) {
            Leaf leaf = Leaf.of(entry);
            boolean full =
                    together.size() == TileId.WIDTH || bytes + leaf.bytes().length() > MAX_BYTES;
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

    private static PendingEntryItem of(TenantId tenant, List<Leaf> leaves) {
        boolean alone = leaves.size() == 1;
        PrimaryKey key = alone
                ? LedgerItemKeys.entry(tenant, leaves.getFirst().id())
                : LedgerItemKeys.entryGroup(
                        tenant, leaves.stream().map(Leaf::id).toList());
        ImmutableBytes bytes = alone
                ? leaves.getFirst().bytes()
                : ImmutableBytes.of(CompressedLedgerEntries.pack(new EntryBundle(
                        leaves.stream().map(leaf -> leaf.bytes().array()).toList())));
        Instant since = leaves.stream().map(Leaf::at).min(Instant::compareTo).orElseThrow();
        return new PendingEntryItem(key, LedgerItemKeys.waiting(tenant, key), since, bytes);
    }

    private record Leaf(String id, Instant at, ImmutableBytes bytes) {
        static Leaf of(LedgerEntry entry) {
            ImmutableBytes leaf = LedgerEntryJson.write(entry);
            if (leaf.length() > EntryBundle.LONGEST) {
                throw new IllegalArgumentException(
                        "the entry '%s' has %d bytes, more than the limit of %d; store a digest of its large values"
                                .formatted(entry.id(), leaf.length(), EntryBundle.LONGEST));
            }
            return new Leaf(entry.id(), entry.at(), leaf);
        }
    }

    Map<String, AttributeValue> item(Optional<AttributeValue> cause) {
        Map<String, AttributeValue> item = NewItem.of(key, ItemType.TOLD);
        item.put(DynamoDbLogStore.BYTES, AttributeValue.fromB(SdkBytes.fromByteArray(bytes.array())));
        NewItem.list(
                item,
                Index.G1,
                list,
                TableKeys.sk(TableAttributes.sortable(since) + "#"
                        + key.pk().substring(key.pk().length() - 32)));
        if (!LedgerItemKeys.isEntryGroup(key)) {
            item.put(
                    DIGEST,
                    TableAttributes.text(MerkleHashing.leaf(bytes.array()).toString()));
        }
        cause.ifPresent(value -> item.put(TableAttributes.CAUSE, value));
        return item;
    }

    /** Returns the leaves in an item that waits to be sequenced; empty if the item stores only an index. */
    static List<ImmutableBytes> leaves(Map<String, AttributeValue> item) {
        if (!item.containsKey(DynamoDbLogStore.BYTES) || item.containsKey(DynamoDbLogStore.PLACE)) {
            return List.of();
        }
        ImmutableBytes bytes = DynamoDbLogStore.bytes(item);
        if (!LedgerItemKeys.isEntryGroup(PrimaryKey.of(item))) {
            return List.of(bytes);
        }
        try {
            return CompressedLedgerEntries.unpack(bytes.array()).entries().stream()
                    .map(ImmutableBytes::of)
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new CorruptItemException(item, "does not contain packed entries");
        }
    }
}
