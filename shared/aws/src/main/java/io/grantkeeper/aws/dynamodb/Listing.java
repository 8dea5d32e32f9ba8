package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.dynamodb.DynamoDbTable.Freshness;
import io.grantkeeper.aws.dynamodb.TableSchema.Index;
import io.grantkeeper.identity.store.Slice;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * One list, read through an index that holds keys only, then from the table. A row that has left the list since is
 * left out, so a slice can be shorter than asked for although there is more.
 */
record Listing(
        DynamoDbTable table, Index index, String partition, Order order, Optional<String> low, Optional<String> high) {
    Listing(DynamoDbTable table, Index index, String partition, Order order) {
        this(table, index, partition, order, Optional.empty(), Optional.empty());
    }

    /** Only what sorts here or behind. */
    Listing from(String first) {
        return new Listing(table, index, partition, order, Optional.of(first), high);
    }

    /** Only what sorts before this. */
    Listing before(String end) {
        return new Listing(table, index, partition, order, low, Optional.of(end));
    }

    enum Order {
        ASCENDING,
        DESCENDING
    }

    private static final String SEPARATOR = "\0";
    /** Before and behind every sort key that begins with digits. */
    private static final String FIRST = " ";

    private static final String LAST = "~";

    <T> Slice<T> slice(int limit, Optional<String> from, Function<Map<String, AttributeValue>, T> decode) {
        QueryResponse page = table.query(request -> {
            request.indexName(index.indexName())
                    .keyConditionExpression(condition())
                    .expressionAttributeValues(values())
                    .scanIndexForward(order == Order.ASCENDING)
                    .limit(limit);
            return from.isEmpty() ? request : request.exclusiveStartKey(startKey(from.get()));
        });
        List<Key> keys = page.items().stream().map(Key::of).toList();
        Map<Key, Map<String, AttributeValue>> items = table.getAll(keys, Freshness.EVENTUAL);
        List<T> rows = new ArrayList<>(keys.size());
        for (Key key : keys) {
            Map<String, AttributeValue> item = items.get(key);
            if (item != null && isListed(item)) {
                rows.add(decode.apply(item));
            }
        }
        return new Slice<>(
                rows, page.hasLastEvaluatedKey() ? Optional.of(cursor(page.lastEvaluatedKey())) : Optional.empty());
    }

    private boolean hasRange() {
        return low.isPresent() || high.isPresent();
    }

    /** BETWEEN takes its upper end in; sort keys hold more than the instant, so none equals it. */
    private String condition() {
        String list = "%s = :list".formatted(index.partitionKey());
        return hasRange() ? list + " AND %s BETWEEN :low AND :high".formatted(index.sortKey()) : list;
    }

    private Map<String, AttributeValue> values() {
        Map<String, AttributeValue> values = new HashMap<>(Map.of(":list", Attributes.text(partition)));
        if (hasRange()) {
            values.put(":low", Attributes.text(low.orElse(FIRST)));
            values.put(":high", Attributes.text(high.orElse(LAST)));
        }
        return values;
    }

    private boolean isListed(Map<String, AttributeValue> item) {
        AttributeValue listed = item.get(index.partitionKey());
        return listed != null && partition.equals(listed.s());
    }

    /** Names the last row without the list: a cursor cannot lead into another list, or another tenant. */
    private String cursor(Map<String, AttributeValue> last) {
        String text = String.join(
                SEPARATOR,
                Attributes.text(last, index.sortKey()),
                Attributes.text(last, Attributes.PK),
                Attributes.text(last, Attributes.SK));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private Map<String, AttributeValue> startKey(String cursor) {
        String[] parts = decoded(cursor).split(SEPARATOR, -1);
        if (parts.length != 3) {
            throw notACursor();
        }
        Map<String, AttributeValue> key = new HashMap<>(new Key(parts[1], parts[2]).attributes());
        key.put(index.partitionKey(), Attributes.text(partition));
        key.put(index.sortKey(), Attributes.text(parts[0]));
        return key;
    }

    private static String decoded(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw notACursor();
        }
    }

    private static IllegalArgumentException notACursor() {
        return new IllegalArgumentException("'from' is not the 'next' of an earlier slice of this list");
    }
}
