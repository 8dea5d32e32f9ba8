package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.core.BoundedParallelCalls;
import io.grantkeeper.aws.dynamodb.DynamoDbTable.Freshness;
import io.grantkeeper.aws.dynamodb.TableSchema.Index;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.ImmutableBytes;
import io.grantkeeper.ledger.entry.LedgerEntryJson;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * Reads, from all lists of waiting entries, the entries that have no index in the log yet, and merges them by time,
 * oldest first. The DynamoDB index that contains the lists may be stale. An entry that is not listed yet is found by
 * the next run. If an entry already has an index in the log but is still listed, this is detected when its item is
 * read. From an item with several entries, only those without an index in the log are returned. An item whose entries
 * all have an index in the log is deleted.
 */
final class PendingEntryReader {
    private static final String ORDER = Index.G1.sortKey();
    /**
     * The number of items on the first page. The number doubles with each page, because an item may contain one entry
     * or hundreds.
     */
    private static final int FIRST_PAGE = 2;

    private final DynamoDbTable table;

    PendingEntryReader(DynamoDbTable table) {
        this.table = table;
    }

    /** A waiting item, with the sort key that contains its time. */
    private record Waiting(PrimaryKey key, String since, List<ImmutableBytes> leaves) {}

    /**
     * Returns the oldest waiting entries. Reads each list only until it is certain that no unread entry is older than
     * the entries returned.
     */
    List<ImmutableBytes> first(TenantId tenant, int most) {
        while (true) {
            List<Waiting> told = oldestItems(tenant, most);
            List<ImmutableBytes> waiting = withoutIndex(tenant, told, most);
            if (!waiting.isEmpty() || told.isEmpty()) {
                return waiting;
            }
        }
    }

    private List<Waiting> oldestItems(TenantId tenant, int most) {
        List<WaitingList> lists = IntStream.range(0, LedgerItemKeys.WAITING_LISTS)
                .mapToObj(list -> new WaitingList(LedgerItemKeys.waiting(tenant, list)))
                .toList();
        for (int size = FIRST_PAGE; ; size = Math.min(most, 2 * size)) {
            int page = size;
            List<WaitingList> open = lists.stream().filter(WaitingList::hasMore).toList();
            var _ = BoundedParallelCalls.map(open, list -> list.read(page));
            Optional<String> end = lists.stream()
                    .filter(WaitingList::hasMore)
                    .map(list -> list.end)
                    .min(Comparator.naturalOrder());
            List<Waiting> told = lists.stream()
                    .flatMap(list -> list.told.stream())
                    .filter(one -> end.isEmpty() || one.since().compareTo(end.get()) <= 0)
                    .sorted(Comparator.comparing(Waiting::since))
                    .toList();
            int leaves = told.stream().mapToInt(one -> one.leaves().size()).sum();
            if (end.isEmpty() || leaves >= most) {
                return told;
            }
        }
    }

    private List<ImmutableBytes> withoutIndex(TenantId tenant, List<Waiting> told, int most) {
        List<ImmutableBytes> waiting = new ArrayList<>();
        for (Waiting one : told) {
            if (waiting.size() >= most) {
                break;
            }
            List<ImmutableBytes> left =
                    LedgerItemKeys.isEntryGroup(one.key()) ? withoutIndex(tenant, one.leaves()) : one.leaves();
            if (left.isEmpty()) {
                table.delete(one.key());
            }
            waiting.addAll(left);
        }
        return List.copyOf(waiting.subList(0, Math.min(most, waiting.size())));
    }

    private List<ImmutableBytes> withoutIndex(TenantId tenant, List<ImmutableBytes> leaves) {
        Map<PrimaryKey, ImmutableBytes> byKey = new LinkedHashMap<>();
        leaves.forEach(leaf -> byKey.putIfAbsent(LedgerItemKeys.entry(tenant, LedgerEntryJson.idOf(leaf)), leaf));
        table.getAll(byKey.keySet(), Freshness.STRONG, DynamoDbLogStore.PLACE).forEach((key, item) -> {
            if (item.containsKey(DynamoDbLogStore.PLACE)) {
                byKey.remove(key);
            }
        });
        return List.copyOf(byKey.values());
    }

    /** One list of waiting items, up to the position that has been read. */
    private final class WaitingList {
        private final String name;
        private final List<Waiting> told = new ArrayList<>();
        private Map<String, AttributeValue> from = Map.of();
        private boolean begun;
        /** The sort key of the last item that has been read. */
        private String end = "";

        WaitingList(String name) {
            this.name = name;
        }

        boolean hasMore() {
            return !begun || !from.isEmpty();
        }

        WaitingList read(int most) {
            QueryResponse page = table.query(request -> {
                request.indexName(Index.G1.indexName())
                        .keyConditionExpression("%s = :list".formatted(Index.G1.partitionKey()))
                        .expressionAttributeValues(Map.of(":list", TableAttributes.text(name)))
                        .limit(most);
                return from.isEmpty() ? request : request.exclusiveStartKey(from);
            });
            List<PrimaryKey> keys = page.items().stream().map(PrimaryKey::of).toList();
            Map<PrimaryKey, Map<String, AttributeValue>> items = table.getAll(keys, Freshness.STRONG);
            for (PrimaryKey key : keys) {
                Map<String, AttributeValue> item = items.getOrDefault(key, Map.of());
                List<ImmutableBytes> held = PendingEntryItem.leaves(item);
                if (!held.isEmpty()) {
                    told.add(new Waiting(key, TableAttributes.text(item, ORDER), held));
                }
            }
            begun = true;
            from = page.hasLastEvaluatedKey() ? page.lastEvaluatedKey() : Map.of();
            if (!from.isEmpty()) {
                end = TableAttributes.text(from, ORDER);
            }
            return this;
        }
    }
}
