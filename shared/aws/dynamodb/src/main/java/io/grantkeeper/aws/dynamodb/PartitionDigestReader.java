package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.dynamodb.DynamoDbTable.Freshness;
import io.grantkeeper.aws.dynamodb.PartitionDigestItems.KeyItem;
import io.grantkeeper.identity.digest.ListingRow;
import io.grantkeeper.identity.digest.PartitionDigest;
import io.grantkeeper.identity.digest.RowDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Assembles a digest from its items. */
final class PartitionDigestReader {
    private final PartitionDigestItems items;

    PartitionDigestReader(PartitionDigestItems items) {
        this.items = items;
    }

    /**
     * Reads the digest. If the head and the chunks have different versions because of a concurrent save, reads the
     * digest again with strong consistency.
     *
     * @param first the consistency of the first attempt
     */
    PartitionDigest read(Freshness first) {
        return attempt(first)
                .or(() -> attempt(Freshness.STRONG))
                .or(() -> attempt(Freshness.STRONG))
                .orElseGet(this::rebuild);
    }

    private Optional<PartitionDigest> attempt(Freshness freshness) {
        Optional<PartitionDigestHead> stored = items.head(freshness);
        if (stored.isEmpty()) {
            return Optional.of(PartitionDigest.empty());
        }
        PartitionDigestHead head = stored.get();
        Map<String, KeyItem> pending = head.pending().isEmpty() ? Map.of() : items.keyItems(head.pending());
        if (pending.size() < head.pending().size()) {
            return Optional.empty(); // a concurrent save has removed the item
        }
        return items.rows(head, freshness).map(rows -> withPending(head.version(), rows, pending));
    }

    private static PartitionDigest withPending(long version, List<RowDigest> rows, Map<String, KeyItem> pending) {
        PartitionDigest digest = PartitionDigest.of(version, rows);
        if (pending.isEmpty()) {
            return digest;
        }
        List<ListingRow> listed = new ArrayList<>();
        Set<Long> marked = new HashSet<>();
        pending.values().forEach(item -> {
            listed.addAll(item.listed());
            marked.addAll(item.marked());
        });
        return digest.withUncertain(version, listed, marked);
    }

    /**
     * Rebuilds the digest after chunks were lost: includes each row whose key is stored, and marks the row as
     * uncertain. Chunks can be lost only if something other than Grantkeeper changes the table.
     */
    private PartitionDigest rebuild() {
        PartitionDigestHead head = items.head(Freshness.STRONG).orElse(PartitionDigestHead.NONE);
        List<String> ids = new ArrayList<>(head.keyItems());
        ids.addAll(head.pending());
        List<ListingRow> known = items.keyItems(ids).values().stream()
                .flatMap(item -> item.listed().stream())
                .toList();
        return PartitionDigest.empty().withUncertain(head.version(), known, List.of());
    }
}
