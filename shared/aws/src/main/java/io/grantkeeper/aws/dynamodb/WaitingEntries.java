package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.Parallel;
import io.grantkeeper.aws.dynamodb.DynamoDbTable.Freshness;
import io.grantkeeper.aws.dynamodb.TableSchema.Index;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.Bytes;
import io.grantkeeper.ledger.entry.EntryJson;
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
 * Reads entries without a place, over all lists that they wait in, and merges them: the longest waiting comes first,
 * whatever list it is in. The index may lag behind: one that it does not list yet is found by the next run, and one that
 * it still lists is recognised by reading the item itself. Of a parcel, only those are handed out that have no place; one
 * of which all have theirs has done its duty.
 */
final class WaitingEntries {
    private static final String ORDER = Index.G1.sortKey();
    /** As many items are read first, and then twice as many each time: one may hold hundreds of entries, or one. */
    private static final int FIRST_PAGE = 2;

    private final DynamoDbTable table;

    WaitingEntries(DynamoDbTable table) {
        this.table = table;
    }

    /** An item that waits, with the sort key that says since when. */
    private record Waiting(Key key, String since, List<Bytes> leaves) {}

    /**
     * The first that wait. No list is read further than it takes to know that what was read comes before all that was
     * not, so that the first of those merged are the first of all.
     */
    List<Bytes> first(TenantId tenant, int most) {
        while (true) {
            List<Waiting> told = told(tenant, most);
            List<Bytes> waiting = withoutPlace(tenant, told, most);
            if (!waiting.isEmpty() || told.isEmpty()) {
                return waiting;
            }
        }
    }

    private List<Waiting> told(TenantId tenant, int most) {
        List<WaitingList> lists = IntStream.range(0, LedgerKeys.WAITING_LISTS)
                .mapToObj(list -> new WaitingList(LedgerKeys.waiting(tenant, list)))
                .toList();
        for (int size = FIRST_PAGE; ; size = Math.min(most, 2 * size)) {
            int page = size;
            List<WaitingList> open = lists.stream().filter(WaitingList::hasMore).toList();
            var _ = Parallel.map(open, list -> list.read(page));
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

    private List<Bytes> withoutPlace(TenantId tenant, List<Waiting> told, int most) {
        List<Bytes> waiting = new ArrayList<>();
        for (Waiting one : told) {
            if (waiting.size() >= most) {
                break;
            }
            List<Bytes> left = LedgerKeys.isParcel(one.key()) ? withoutPlace(tenant, one.leaves()) : one.leaves();
            if (left.isEmpty()) {
                table.delete(one.key());
            }
            waiting.addAll(left);
        }
        return List.copyOf(waiting.subList(0, Math.min(most, waiting.size())));
    }

    private List<Bytes> withoutPlace(TenantId tenant, List<Bytes> leaves) {
        Map<Key, Bytes> byKey = new LinkedHashMap<>();
        leaves.forEach(leaf -> byKey.putIfAbsent(LedgerKeys.entry(tenant, EntryJson.idOf(leaf)), leaf));
        table.getAll(byKey.keySet(), Freshness.STRONG, DynamoDbLogStore.PLACE).forEach((key, item) -> {
            if (item.containsKey(DynamoDbLogStore.PLACE)) {
                byKey.remove(key);
            }
        });
        return List.copyOf(byKey.values());
    }

    /** One list, as far as it was read. */
    private final class WaitingList {
        private final String name;
        private final List<Waiting> told = new ArrayList<>();
        private Map<String, AttributeValue> from = Map.of();
        private boolean begun;
        /** Everything up to here was read. */
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
                        .expressionAttributeValues(Map.of(":list", Attributes.text(name)))
                        .limit(most);
                return from.isEmpty() ? request : request.exclusiveStartKey(from);
            });
            List<Key> keys = page.items().stream().map(Key::of).toList();
            Map<Key, Map<String, AttributeValue>> items = table.getAll(keys, Freshness.STRONG);
            for (Key key : keys) {
                Map<String, AttributeValue> item = items.getOrDefault(key, Map.of());
                List<Bytes> held = ToldItem.leaves(item);
                if (!held.isEmpty()) {
                    told.add(new Waiting(key, Attributes.text(item, ORDER), held));
                }
            }
            begun = true;
            from = page.hasLastEvaluatedKey() ? page.lastEvaluatedKey() : Map.of();
            if (!from.isEmpty()) {
                end = Attributes.text(from, ORDER);
            }
            return this;
        }
    }
}
