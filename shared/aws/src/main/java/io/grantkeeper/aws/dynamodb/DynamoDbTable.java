package io.grantkeeper.aws.dynamodb;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * The one table, and the only code that calls DynamoDB: it counts what every call consumes, and asks again for what a
 * batch left out. Throttled calls are retried by the client, as {@code AwsClients} says.
 */
public final class DynamoDbTable {
    /** As many as one BatchGetItem takes. */
    private static final int BATCH = 100;

    /** As many as one BatchWriteItem takes. */
    private static final int WRITE_BATCH = 25;

    private static final int BATCH_TRIES = 12;

    private static final SdkPlugin ONCE = client -> client.overrideConfiguration(
            client.overrideConfiguration().copy(override -> override.retryStrategy(DefaultRetryStrategy.doNotRetry())));

    private final DynamoDbClient client;
    private final String name;
    private final Supplier<Optional<String>> cause;
    private final ConsumedUnits consumed = new ConsumedUnits();

    public DynamoDbTable(DynamoDbClient client, String name) {
        this(client, name, Optional::empty);
    }

    /** @param cause what is written now goes back to; it is kept with what is observed and with the ledger's entries */
    public DynamoDbTable(DynamoDbClient client, String name, Supplier<Optional<String>> cause) {
        this.client = client;
        this.name = name;
        this.cause = cause;
    }

    Optional<AttributeValue> cause() {
        return cause.get().map(Attributes::text);
    }

    public String name() {
        return name;
    }

    /** What all calls through this table have consumed since it was made. */
    public ConsumedUnits consumed() {
        return consumed;
    }

    /** How fresh a read has to be: a strong one costs twice as much. */
    enum Freshness {
        STRONG,
        EVENTUAL;

        boolean isStrong() {
            return this == STRONG;
        }
    }

    Optional<Map<String, AttributeValue>> get(Key key, Freshness freshness) {
        GetItemResponse response = client.getItem(request -> request.tableName(name)
                .key(key.attributes())
                .consistentRead(freshness.isStrong())
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
        consumed.read(List.of(response.consumedCapacity()));
        return response.hasItem() ? Optional.of(response.item()) : Optional.empty();
    }

    /**
     * The items that exist, by key.
     *
     * @param attributes which to fetch; empty for all
     */
    Map<Key, Map<String, AttributeValue>> getAll(Collection<Key> keys, Freshness freshness, String... attributes) {
        List<Key> all = keys.stream().distinct().toList();
        Map<Key, Map<String, AttributeValue>> found = HashMap.newHashMap(all.size());
        for (int start = 0; start < all.size(); start += BATCH) {
            getBatch(all.subList(start, Math.min(start + BATCH, all.size())), freshness, attributes)
                    .forEach(item -> found.put(Key.of(item), item));
        }
        return found;
    }

    private List<Map<String, AttributeValue>> getBatch(List<Key> keys, Freshness freshness, String... attributes) {
        KeysAndAttributes.Builder wanted = KeysAndAttributes.builder()
                .keys(keys.stream().map(Key::attributes).toList())
                .consistentRead(freshness.isStrong());
        if (attributes.length > 0) {
            String projection = "#pk, #sk, #" + String.join(", #", attributes);
            wanted.projectionExpression(projection).expressionAttributeNames(Update.names(projection));
        }
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        Map<String, KeysAndAttributes> left = Map.of(name, wanted.build());
        for (int attempt = 0; !left.isEmpty(); attempt++) {
            if (attempt > 0) {
                Backoff.pause(attempt, BATCH_TRIES, "DynamoDB left part of a batch of reads undone");
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

    /** One page of at most a megabyte. */
    QueryResponse query(UnaryOperator<QueryRequest.Builder> question) {
        QueryResponse response = client.query(question.apply(
                        QueryRequest.builder().tableName(name).returnConsumedCapacity(ReturnConsumedCapacity.TOTAL))
                .build());
        consumed.read(List.of(response.consumedCapacity()));
        return response;
    }

    /** All items of a partition whose sort key starts so; more than one call only where they are over a megabyte. */
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
                                .expressionAttributeValues(Map.of(":pk", Attributes.text(pk)))
                        : request.keyConditionExpression("pk = :pk AND begins_with(sk, :sk)")
                                .expressionAttributeValues(
                                        Map.of(":pk", Attributes.text(pk), ":sk", Attributes.text(skPrefix)));
            });
            items.addAll(response.items());
            from = response.hasLastEvaluatedKey() ? response.lastEvaluatedKey() : Map.of();
        } while (!from.isEmpty());
        return items;
    }

    /** What an update found: the item as it was before, and whether its condition held. */
    record Outcome(boolean written, Map<String, AttributeValue> before) {}

    Outcome update(Update update) {
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

    /** @return false where the condition did not hold */
    boolean putIf(Map<String, AttributeValue> item, String condition, Map<String, AttributeValue> values) {
        return putIf(item, request -> {
            request.conditionExpression(condition).expressionAttributeNames(Update.names(condition));
            return values.isEmpty() ? request : request.expressionAttributeValues(values);
        });
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
     * Puts items whatever is there, so only such as nobody has tried to put before. Each is sent once: a client that sends
     * again after a lost answer could put it over what has become of it since.
     *
     * @return those that DynamoDB left undone
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

    void delete(Key key) {
        DeleteItemResponse response = client.deleteItem(request ->
                request.tableName(name).key(key.attributes()).returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
        consumed.written(List.of(response.consumedCapacity()));
    }

    /** Deletes an item whose condition holds; where it does not, nothing changes. */
    void deleteIf(Key key, String condition, Map<String, AttributeValue> values) {
        try {
            DeleteItemResponse response = client.deleteItem(request -> request.tableName(name)
                    .key(key.attributes())
                    .conditionExpression(condition)
                    .expressionAttributeNames(Update.names(condition))
                    .expressionAttributeValues(values)
                    .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
            consumed.written(List.of(response.consumedCapacity()));
        } catch (ConditionalCheckFailedException e) {
            consumed.refused();
        }
    }

    /**
     * Writes all or nothing.
     *
     * @return false where a condition did not hold, or another transaction was under way on the same items
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
