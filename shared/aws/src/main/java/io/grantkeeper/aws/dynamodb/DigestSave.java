package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.dynamodb.DigestItems.KeyItem;
import io.grantkeeper.aws.dynamodb.DynamoDbTable.Freshness;
import io.grantkeeper.identity.digest.DigestRow;
import io.grantkeeper.identity.digest.Hashes;
import io.grantkeeper.identity.digest.ListedRow;
import io.grantkeeper.identity.digest.PartitionDigest;
import io.grantkeeper.identity.digest.PreparedDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Saves a digest once: chunks into the spare slot, then the head, then what is left over is tidied up. */
final class DigestSave {
    private final DynamoDbTable table;
    private final DigestItems items;
    private final PartitionDigest next;
    private final long expected;

    DigestSave(DynamoDbTable table, DigestItems items, PreparedDigest prepared, Collection<DigestRow> rows) {
        this.table = table;
        this.items = items;
        this.expected = prepared.digest().version();
        this.next = PartitionDigest.of(expected + 1, rows);
    }

    /** @return empty where another writer was here */
    Optional<PartitionDigest> run(int mostKeyItems) {
        Optional<DigestHead> head = items.head(Freshness.STRONG).filter(stored -> stored.version() == expected);
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
            keyItems = compacted(keyItems);
        }
        if (!name(head.get(), chunks.get(), keyItems)) {
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

    private boolean name(DigestHead head, int chunks, List<String> keyItems) {
        Update update = new Update(items.headKey())
                .set(Attributes.VERSION, Attributes.number(next.version()))
                .set(DigestHead.SLOT, Attributes.text(head.slot().other().name()))
                .set(DigestHead.ROWS_VERSION, Attributes.number(next.version()))
                .set(DigestHead.CHUNKS, Attributes.number(chunks))
                .set(DigestHead.KEY_ITEMS, AttributeValue.fromL(DynamoDbDigestStore.texts(keyItems)))
                .remove(DigestHead.PENDING);
        return table.update(DynamoDbDigestStore.expecting(update, expected)).written();
    }

    /** The keys of the rows that are left, in as few items as they fit into. */
    private List<String> compacted(List<String> ids) {
        Map<Long, ListedRow> kept = new HashMap<>();
        items.keyItems(ids)
                .values()
                .forEach(item -> item.listed().forEach(row -> {
                    long hash = Hashes.of(row.key());
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
