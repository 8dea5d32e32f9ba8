package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.dynamodb.DynamoDbTable.Freshness;
import io.grantkeeper.aws.dynamodb.TableSchema.Index;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.Bytes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * Reads entries without a place, over all lists that they wait in, and merges them: the longest waiting comes first,
 * whatever list it is in. The index may lag behind: one that it does not list yet is found by the next run, and one that
 * it still lists is recognised by reading the entry itself.
 */
final class WaitingEntries {
    private static final String ORDER = Index.G1.sortKey();

    private final DynamoDbTable table;

    WaitingEntries(DynamoDbTable table) {
        this.table = table;
    }

    /** One that waits, with the sort key that says since when. */
    private record Waiting(String since, Bytes leaf) {}

    /**
     * The first that wait. Each list is read until it gives so many or ends, so that the first of those merged are the
     * first of all.
     */
    List<Bytes> first(TenantId tenant, int most) {
        List<Integer> lists =
                IntStream.range(0, LedgerKeys.WAITING_LISTS).boxed().toList();
        return Parallel.map(lists, shard -> first(LedgerKeys.waiting(tenant, shard), most)).stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparing(Waiting::since))
                .limit(most)
                .map(Waiting::leaf)
                .toList();
    }

    private List<Waiting> first(String list, int most) {
        List<Waiting> waiting = new ArrayList<>();
        Map<String, AttributeValue> from = Map.of();
        do {
            Map<String, AttributeValue> start = from;
            QueryResponse page = table.query(request -> {
                request.indexName(Index.G1.indexName())
                        .keyConditionExpression("%s = :list".formatted(Index.G1.partitionKey()))
                        .expressionAttributeValues(Map.of(":list", Attributes.text(list)))
                        .limit(most);
                return start.isEmpty() ? request : request.exclusiveStartKey(start);
            });
            List<Key> keys = page.items().stream().map(Key::of).toList();
            Map<Key, Map<String, AttributeValue>> items = table.getAll(keys, Freshness.STRONG);
            keys.stream()
                    .map(key -> items.getOrDefault(key, Map.of()))
                    .filter(item ->
                            item.containsKey(DynamoDbLogStore.BYTES) && !item.containsKey(DynamoDbLogStore.PLACE))
                    .forEach(item ->
                            waiting.add(new Waiting(Attributes.text(item, ORDER), DynamoDbLogStore.bytes(item))));
            from = page.hasLastEvaluatedKey() ? page.lastEvaluatedKey() : Map.of();
        } while (waiting.size() < most && !from.isEmpty());
        return waiting;
    }
}
