package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.core.BoundedParallelCalls;
import io.grantkeeper.identity.store.ConcurrentWriteException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.core.SdkPlugin;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Reads and writes Grantkeeper's single DynamoDB table on behalf of all stores. Counts the consumed capacity of every
 * call. If DynamoDB processes only part of a batch of reads, requests the remaining items again. The client retries
 * throttled calls, as configured in {@code AwsClients}.
 */
public final class DynamoDbTable {
    /** The maximum number of items in a BatchGetItem call. */
    private static final int BATCH = 100;

    /** The maximum number of items in a BatchWriteItem call. */
    private static final int WRITE_BATCH = 25;

    private static final int BATCH_ATTEMPTS = 12;

    private static final SdkPlugin ONCE = client -> client.overrideConfiguration(
            client.overrideConfiguration().copy(override -> override.retryStrategy(DefaultRetryStrategy.doNotRetry())));

    private final DynamoDbClient client;
    private final String name;
    private final Supplier<Optional<String>> cause;
    private final ConsumedCapacityTotals consumed = new ConsumedCapacityTotals();

    public DynamoDbTable(DynamoDbClient client, String name) {
        this(client, name, Optional::empty);
    }

    /**
     * Creates an instance that accesses one table.
     *
     * @param cause supplies the cause of the current writes, which is stored with observations and ledger entries
     */
    public DynamoDbTable(DynamoDbClient client, String name, Supplier<Optional<String>> cause) {
        this.client = client;
        this.name = name;
        this.cause = cause;
    }

    Optional<AttributeValue> cause() {
        return cause.get().map(TableAttributes::text);
    }

    public String name() {
        return name;
    }

    /**
     * Returns the totals of the capacity that calls through this table consume; the totals are updated with every call.
     */
    public ConsumedCapacityTotals consumed() {
        return consumed;
    }

    /** The consistency that a read needs; a strongly consistent read costs twice as much. */
    enum Freshness {
        STRONG,
        EVENTUAL;

        boolean isStrong() {
            return this == STRONG;
        }
    }

    Optional<Map<String, AttributeValue>> get(PrimaryKey key, Freshness freshness) {
        GetItemResponse response = client.getItem(request -> request.tableName(name)
                .key(key.attributes())
                .consistentRead(freshness.isStrong())
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
        consumed.read(List.of(response.consumedCapacity()));
        return response.hasItem() ? Optional.of(response.item()) : Optional.empty();
    }

    /**
     * Returns the items with the given keys, by key. Omits items that do not exist.
     *
     * @param attributes the attributes to fetch; empty for all
     */
    Map<PrimaryKey, Map<String, AttributeValue>> getAll(
            Collection<PrimaryKey> keys, Freshness freshness, String... attributes) {
        List<PrimaryKey> all = keys.stream().distinct().toList();
        Map<PrimaryKey, Map<String, AttributeValue>> found = HashMap.newHashMap(all.size());
        for (int start = 0; start < all.size(); start += BATCH) {
            getBatch(all.subList(start, Math.min(start + BATCH, all.size())), freshness, attributes)
                    .forEach(item -> found.put(PrimaryKey.of(item), item));
        }
        return found;
    }

    /**
     * Returns the items with the given keys, in any order. Omits items that do not exist. Reads several batches at
     * once,
     * with eventual consistency.
     */
    List<Map<String, AttributeValue>> getAllInParallel(Collection<PrimaryKey> keys) {
        List<PrimaryKey> all = keys.stream().distinct().toList();
        List<List<PrimaryKey>> batches = new ArrayList<>();
        for (int start = 0; start < all.size(); start += BATCH) {
            batches.add(all.subList(start, Math.min(start + BATCH, all.size())));
        }
        return BoundedParallelCalls.map(batches, batch -> getBatch(batch, Freshness.EVENTUAL)).stream()
                .flatMap(List::stream)
                .toList();
    }

    private List<Map<String, AttributeValue>> getBatch(
            List<PrimaryKey> keys, Freshness freshness, String... attributes) {
        KeysAndAttributes.Builder wanted = KeysAndAttributes.builder()
                .keys(keys.stream().map(PrimaryKey::attributes).toList())
                .consistentRead(freshness.isStrong());
        if (attributes.length > 0) {
            String projection = "#pk, #sk, #" + String.join(", #", attributes);
            wanted.projectionExpression(projection).expressionAttributeNames(ConditionalUpdate.names(projection));
        }
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        Map<String, KeysAndAttributes> left = Map.of(name, wanted.build());
        for (int attempt = 0; !left.isEmpty(); attempt++) {
            if (attempt > 0) {
                JitteredBackoff.pause(attempt, BATCH_ATTEMPTS, "DynamoDB left part of a batch of reads unprocessed");
            }
            Map<String, KeysAndAttributes> asked = left;
            BatchGetItemResponse response = client.batchGetItem(
                    request -> request.requestItems(asked).returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
            consumed.read(response.consumedCapacity());
            items.addAll(response.responses().getOrDefault(name, List.of()));
            left = response.unprocessedKeys();
        }
        return items;
    }

    /** Returns one page of query results, of at most 1 MB. */
    QueryResponse query(UnaryOperator<QueryRequest.Builder> question) {
        QueryResponse response = client.query(question.apply(
                        QueryRequest.builder().tableName(name).returnConsumedCapacity(ReturnConsumedCapacity.TOTAL))
                .build());
        consumed.read(List.of(response.consumedCapacity()));
        return response;
    }

    /** Reads the content of all items of a partition whose sort keys have the prefix, with strong consistency. */
    <T> List<T> readAll(String pk, String skPrefix, Function<Map<String, AttributeValue>, T> read) {
        return queryAll(pk, skPrefix, Freshness.STRONG).stream().map(read).toList();
    }

    /**
     * Returns all items of a partition whose sort keys start with the prefix. One call is enough unless the items
     * exceed 1 MB.
     */
    List<Map<String, AttributeValue>> queryAll(String pk, String skPrefix, Freshness freshness) {
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        Map<String, AttributeValue> from = Map.of();
        do {
            Map<String, AttributeValue> start = from;
            QueryResponse response = query(request -> {
                request.consistentRead(freshness.isStrong());
                if (!start.isEmpty()) {
                    request.exclusiveStartKey(start);
                }
                return skPrefix.isEmpty()
                        ? request.keyConditionExpression("pk = :pk")
                                .expressionAttributeValues(Map.of(":pk", TableAttributes.text(pk)))
                        : request.keyConditionExpression("pk = :pk AND begins_with(sk, :sk)")
                                .expressionAttributeValues(
                                        Map.of(":pk", TableAttributes.text(pk), ":sk", TableAttributes.text(skPrefix)));
            });
            items.addAll(response.items());
            from = response.hasLastEvaluatedKey() ? response.lastEvaluatedKey() : Map.of();
        } while (!from.isEmpty());
        return items;
    }

    /**
     * Reads the whole table, with strong consistency, and passes to the consumer each item that matches the filter. The
     * consumed capacity depends on the size of the table, so no function calls this method.
     */
    void scan(String filter, Map<String, AttributeValue> values, Consumer<Map<String, AttributeValue>> consumer) {
        Map<String, AttributeValue> from = Map.of();
        do {
            ScanRequest.Builder request = ScanRequest.builder()
                    .tableName(name)
                    .consistentRead(true)
                    .filterExpression(filter)
                    .expressionAttributeValues(values)
                    .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL);
            if (!from.isEmpty()) {
                request.exclusiveStartKey(from);
            }
            ScanResponse response = client.scan(request.build());
            consumed.read(List.of(response.consumedCapacity()));
            response.items().forEach(consumer);
            from = response.hasLastEvaluatedKey() ? response.lastEvaluatedKey() : Map.of();
        } while (!from.isEmpty());
    }

    /**
     * The result of an update.
     *
     * @param written whether the condition was met and the item was written
     * @param before the item before the update; empty if there was none
     */
    record Outcome(boolean written, Map<String, AttributeValue> before) {}

    Outcome update(ConditionalUpdate update) {
        try {
            UpdateItemResponse response = client.updateItem(request -> {
                request.tableName(name)
                        .key(update.key().attributes())
                        .updateExpression(update.expression())
                        .expressionAttributeNames(update.names())
                        .expressionAttributeValues(update.values())
                        .returnValues(ReturnValue.ALL_OLD)
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL);
                if (!update.condition().isEmpty()) {
                    request.conditionExpression(update.condition())
                            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
                }
            });
            consumed.written(List.of(response.consumedCapacity()));
            return new Outcome(true, response.hasAttributes() ? response.attributes() : Map.of());
        } catch (ConditionalCheckFailedException e) {
            consumed.refused();
            return new Outcome(false, e.hasItem() ? e.item() : Map.of());
        }
    }

    void put(Map<String, AttributeValue> item) {
        putIf(item, UnaryOperator.identity());
    }

    /**
     * Puts an item if a condition is met.
     *
     * @return false if the condition was not met
     */
    boolean putIf(Map<String, AttributeValue> item, String condition, Map<String, AttributeValue> values) {
        return putIf(item, request -> {
            request.conditionExpression(condition).expressionAttributeNames(ConditionalUpdate.names(condition));
            return values.isEmpty() ? request : request.expressionAttributeValues(values);
        });
    }

    /**
     * Puts an item if the stored one has the version that was read.
     *
     * @param read the version that was read; zero means "not stored yet"
     * @param what what the item contains, for the message of the exception
     * @throws ConcurrentWriteException if another writer was first
     */
    void putVersion(Map<String, AttributeValue> item, long read, String what) {
        if (read > 0) {
            replaceVersion(item, read, what);
        } else if (!putIf(item, "attribute_not_exists(#pk)", Map.of())) {
            throw new ConcurrentWriteException(what);
        }
    }

    /** Does the same as {@link #putVersion} for an item that must exist. */
    void replaceVersion(Map<String, AttributeValue> item, long read, String what) {
        if (!putIf(item, "#version = :read", Map.of(":read", TableAttributes.number(read)))) {
            throw new ConcurrentWriteException(what);
        }
    }

    private boolean putIf(Map<String, AttributeValue> item, UnaryOperator<PutItemRequest.Builder> condition) {
        try {
            PutItemResponse response = client.putItem(condition
                    .apply(PutItemRequest.builder()
                            .tableName(name)
                            .item(item)
                            .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL))
                    .build());
            consumed.written(List.of(response.consumedCapacity()));
            return true;
        } catch (ConditionalCheckFailedException e) {
            consumed.refused();
            return false;
        }
    }

    /**
     * Puts items without a condition. Use this method only for items that no one has tried to put before. Each item is
     * sent once, because a retry after a lost response could overwrite later changes.
     *
     * @return the items that DynamoDB did not process
     */
    List<Map<String, AttributeValue>> putAllOnce(List<Map<String, AttributeValue>> items) {
        List<Map<String, AttributeValue>> left = new ArrayList<>();
        for (int start = 0; start < items.size(); start += WRITE_BATCH) {
            List<WriteRequest> writes = items.subList(start, Math.min(start + WRITE_BATCH, items.size())).stream()
                    .map(item -> WriteRequest.builder()
                            .putRequest(put -> put.item(item))
                            .build())
                    .toList();
            BatchWriteItemResponse response =
                    client.batchWriteItem(request -> request.requestItems(Map.of(name, writes))
                            .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                            .overrideConfiguration(override -> override.addPlugin(ONCE)));
            consumed.written(response.consumedCapacity());
            response.unprocessedItems().getOrDefault(name, List.of()).stream()
                    .map(write -> write.putRequest().item())
                    .forEach(left::add);
        }
        return left;
    }

    void delete(PrimaryKey key) {
        DeleteItemResponse response = client.deleteItem(request ->
                request.tableName(name).key(key.attributes()).returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
        consumed.written(List.of(response.consumedCapacity()));
    }

    /** Deletes an item if a condition is met; otherwise nothing changes. */
    void deleteIf(PrimaryKey key, String condition, Map<String, AttributeValue> values) {
        try {
            DeleteItemResponse response = client.deleteItem(request -> request.tableName(name)
                    .key(key.attributes())
                    .conditionExpression(condition)
                    .expressionAttributeNames(ConditionalUpdate.names(condition))
                    .expressionAttributeValues(values)
                    .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
            consumed.written(List.of(response.consumedCapacity()));
        } catch (ConditionalCheckFailedException e) {
            consumed.refused();
        }
    }

    /**
     * Writes all items in one transaction.
     *
     * @return false if a condition was not met, or if another transaction on the same items was in progress
     */
    boolean transact(List<TransactWriteItem> writes) {
        try {
            TransactWriteItemsResponse response = client.transactWriteItems(
                    request -> request.transactItems(writes).returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
            consumed.written(response.consumedCapacity());
            return true;
        } catch (TransactionCanceledException e) {
            consumed.refused();
            if (e.cancellationReasons().stream().allMatch(DynamoDbTable::isLostRace)) {
                return false;
            }
            throw e;
        }
    }

    private static boolean isLostRace(CancellationReason reason) {
        String code = reason.code();
        return code == null
                || code.equals("None")
                || code.equals("ConditionalCheckFailed")
                || code.equals("TransactionConflict");
    }
}
