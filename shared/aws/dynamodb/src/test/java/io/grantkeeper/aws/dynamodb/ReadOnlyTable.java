package io.grantkeeper.aws.dynamodb;

import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/** A copy of stored items in memory, so that each item can be altered and read thousands of times. */
final class ReadOnlyTable {
    private static final ConsumedCapacity NOTHING =
            ConsumedCapacity.builder().capacityUnits(0.0).build();

    private final TreeMap<PrimaryKey, Map<String, AttributeValue>> items =
            new TreeMap<>(Comparator.comparing(PrimaryKey::pk).thenComparing(PrimaryKey::sk));

    /** Copies a table's items whose partition keys start with one of the prefixes. */
    static ReadOnlyTable of(DynamoDbClient client, String table, String... partitions) {
        ReadOnlyTable frozen = new ReadOnlyTable();
        client.scanPaginator(request -> request.tableName(table)).items().stream()
                .filter(item -> Arrays.stream(partitions)
                        .anyMatch(item.get(TableAttributes.PK).s()::startsWith))
                .forEach(frozen::put);
        return frozen;
    }

    List<Map<String, AttributeValue>> all() {
        return List.copyOf(items.values());
    }

    void put(Map<String, AttributeValue> item) {
        items.put(PrimaryKey.of(item), item);
    }

    void remove(Map<String, AttributeValue> item) {
        items.remove(PrimaryKey.of(item));
    }

    Map<String, AttributeValue> get(PrimaryKey key) {
        return items.getOrDefault(key, Map.of());
    }

    DynamoDbTable open() {
        DynamoDbClient client = (DynamoDbClient) Proxy.newProxyInstance(
                DynamoDbClient.class.getClassLoader(),
                new Class<?>[] {DynamoDbClient.class},
                (_, method, arguments) -> switch (method.getName()) {
                    case "getItem" ->
                        get(GetItemRequest.builder()
                                .applyMutation(mutation(arguments[0]))
                                .build());
                    case "query" -> query((QueryRequest) arguments[0]);
                    case "scan" -> scan((ScanRequest) arguments[0]);
                    default -> throw new IllegalStateException("a frozen table has no " + method.getName());
                });
        return new DynamoDbTable(client, TestTable.NAME);
    }

    @SuppressWarnings("unchecked") // DynamoDbTable calls the method only in this form
    private static java.util.function.Consumer<GetItemRequest.Builder> mutation(Object argument) {
        return (java.util.function.Consumer<GetItemRequest.Builder>) argument;
    }

    private GetItemResponse get(GetItemRequest request) {
        Map<String, AttributeValue> item = items.get(PrimaryKey.of(request.key()));
        return item == null
                ? GetItemResponse.builder().consumedCapacity(NOTHING).build()
                : GetItemResponse.builder().consumedCapacity(NOTHING).item(item).build();
    }

    /** Scans for partitions with one of the prefixes, which is the only filter in use. */
    private ScanResponse scan(ScanRequest request) {
        Collection<AttributeValue> prefixes =
                request.expressionAttributeValues().values();
        List<Map<String, AttributeValue>> found = items.entrySet().stream()
                .filter(item ->
                        prefixes.stream().anyMatch(prefix -> item.getKey().pk().startsWith(prefix.s())))
                .map(Map.Entry::getValue)
                .toList();
        return ScanResponse.builder().consumedCapacity(NOTHING).items(found).build();
    }

    private QueryResponse query(QueryRequest request) {
        Map<String, AttributeValue> values = new HashMap<>(request.expressionAttributeValues());
        String pk = values.get(":pk").s();
        Predicate<String> wanted = values.containsKey(":from")
                ? sk -> sk.compareTo(values.get(":from").s()) >= 0
                : sk -> sk.startsWith(values.get(":sk").s());
        List<Map<String, AttributeValue>> found = items.entrySet().stream()
                .filter(item -> item.getKey().pk().equals(pk)
                        && wanted.test(item.getKey().sk()))
                .limit(request.limit() == null ? Integer.MAX_VALUE : request.limit())
                .map(Map.Entry::getValue)
                .toList();
        return QueryResponse.builder().consumedCapacity(NOTHING).items(found).build();
    }
}
