package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.dynamodb.DynamoDbTable.Freshness;
import io.grantkeeper.aws.dynamodb.TableSchema.Index;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * Reads entries without a place. The index may lag behind: one that it does not list yet is found by the next run, and
 * one that it still lists is recognised by reading the entry itself.
 */
final class WaitingEntries {
    private final DynamoDbTable table;

    WaitingEntries(DynamoDbTable table) {
        this.table = table;
    }

    List<Bytes> first(TenantId tenant, int most) {
        List<Bytes> leaves = new ArrayList<>();
        Map<String, AttributeValue> from = Map.of();
        do {
            Map<String, AttributeValue> start = from;
            QueryResponse page = table.query(request -> {
                request.indexName(Index.G1.indexName())
                        .keyConditionExpression("%s = :list".formatted(Index.G1.partitionKey()))
                        .expressionAttributeValues(Map.of(":list", Attributes.text(LedgerKeys.waiting(tenant))))
                        .limit(most);
                return start.isEmpty() ? request : request.exclusiveStartKey(start);
            });
            List<Key> keys = page.items().stream().map(Key::of).toList();
            Map<Key, Map<String, AttributeValue>> items = table.getAll(keys, Freshness.STRONG);
            keys.stream()
                    .map(key -> items.getOrDefault(key, Map.of()))
                    .filter(item ->
                            item.containsKey(DynamoDbLogStore.BYTES) && !item.containsKey(DynamoDbLogStore.PLACE))
                    .map(DynamoDbLogStore::bytes)
                    .forEach(leaves::add);
            from = page.hasLastEvaluatedKey() ? page.lastEvaluatedKey() : Map.of();
        } while (leaves.isEmpty() && !from.isEmpty());
        return leaves;
    }
}
