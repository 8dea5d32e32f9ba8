package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.dynamodb.DynamoDbTable.Freshness;
import io.grantkeeper.aws.dynamodb.PartitionDigestItems.KeyItem;
import io.grantkeeper.identity.digest.ListingRow;
import io.grantkeeper.identity.digest.PartitionDigest;
import io.grantkeeper.identity.digest.PartitionDigestLease;
import io.grantkeeper.identity.digest.RowDigest;
import io.grantkeeper.identity.digest.RowHashes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Saves one version of a digest: writes chunks to the slot that is not current, then the head, and then deletes
 * outdated items.
 */
final class PartitionDigestWriter {
    private final DynamoDbTable table;
    private final PartitionDigestItems items;
    private final PartitionDigest next;
    private final long expected;

    PartitionDigestWriter(
            DynamoDbTable table,
            PartitionDigestItems items,
            PartitionDigestLease prepared,
            Collection<RowDigest> rows) {
        this.table = table;
        this.items = items;
        this.expected = prepared.digest().version();
        this.next = PartitionDigest.of(expected + 1, rows);
    }

    /**
     * Saves the digest.
     *
     * @param mostKeyItems the number of key items above which they are combined
     * @return the saved digest; empty if another writer has changed the digest
     */
    Optional<PartitionDigest> run(int mostKeyItems) {
        Optional<PartitionDigestHead> head =
                items.head(Freshness.STRONG).filter(stored -> stored.version() == expected);
        if (head.isEmpty()) {
            return Optional.empty();
        }
        Optional<Integer> chunks = items.writeRows(
                head.get().slot().other(), next.version(), next.rows().values());
        if (chunks.isEmpty()) {
            return Optional.empty();
        }
        Map<String, KeyItem> pending = items.keyItems(head.get().pending());
        List<String> keyItems = new ArrayList<>(head.get().keyItems());
        head.get().pending().stream().filter(id -> hasKeys(pending.get(id))).forEach(keyItems::add);
        boolean compact = keyItems.size() > mostKeyItems;
        if (compact) {
            keyItems = compactKeys(keyItems);
        }
        if (!updateHead(head.get(), chunks.get(), keyItems)) {
            return Optional.empty();
        }
        if (compact) {
            items.deleteStrayKeys(next.version(), keyItems);
        } else {
            head.get().pending().stream()
                    .filter(id -> !hasKeys(pending.get(id)))
                    .forEach(items::deleteKeys);
        }
        return Optional.of(next);
    }

    private boolean updateHead(PartitionDigestHead head, int chunks, List<String> keyItems) {
        ConditionalUpdate update = new ConditionalUpdate(items.headKey())
                .set(TableAttributes.VERSION, TableAttributes.number(next.version()))
                .set(
                        PartitionDigestHead.SLOT,
                        TableAttributes.text(head.slot().other().name()))
                .set(PartitionDigestHead.ROWS_VERSION, TableAttributes.number(next.version()))
                .set(PartitionDigestHead.CHUNKS, TableAttributes.number(chunks))
                .set(PartitionDigestHead.KEY_ITEMS, AttributeValue.fromL(DynamoDbPartitionDigestStore.texts(keyItems)))
                .remove(PartitionDigestHead.PENDING);
        return table.update(DynamoDbPartitionDigestStore.expecting(update, expected))
                .written();
    }

    /** Combines the keys of the remaining rows in as few items as possible. */
    private List<String> compactKeys(List<String> ids) {
        Map<Long, ListingRow> kept = new HashMap<>();
        items.keyItems(ids)
                .values()
                .forEach(item -> item.listed().forEach(row -> {
                    long hash = RowHashes.of(row.key());
                    if (next.rows().containsKey(hash)) {
                        kept.put(hash, row);
                    }
                }));
        return items.writeKeys(next.version(), List.copyOf(kept.values()), List.of());
    }

    private static boolean hasKeys(@Nullable KeyItem item) {
        return item != null && !item.listed().isEmpty();
    }
}
