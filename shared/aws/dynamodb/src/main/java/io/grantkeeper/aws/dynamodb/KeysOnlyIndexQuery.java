package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.dynamodb.DynamoDbTable.Freshness;
import io.grantkeeper.aws.dynamodb.TableSchema.Index;
import io.grantkeeper.identity.store.StorePage;
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
 * A query for one list of rows. A keys-only index provides the keys, and the rows are then read from the table. Rows
 * that have left the list in the meantime are omitted, so a page can be shorter than requested even if there are more
 * rows.
 */
record KeysOnlyIndexQuery(
        DynamoDbTable table, Index index, String partition, Order order, Optional<String> low, Optional<String> high) {
    KeysOnlyIndexQuery(DynamoDbTable table, Index index, String partition, Order order) {
        this(table, index, partition, order, Optional.empty(), Optional.empty());
    }

    /** Returns a copy of this query, restricted to the given sort key and later ones. */
    KeysOnlyIndexQuery from(String first) {
        return new KeysOnlyIndexQuery(table, index, partition, order, Optional.of(first), high);
    }

    /** Returns a copy of this query, restricted to sort keys before the given one. */
    KeysOnlyIndexQuery before(String end) {
        return new KeysOnlyIndexQuery(table, index, partition, order, low, Optional.of(end));
    }

    enum Order {
        ASCENDING,
        DESCENDING
    }

    private static final String SEPARATOR = "\0";
    /** The default lower bound. It sorts before every sort key that begins with a digit. */
    private static final String FIRST = " ";

    private static final String LAST = "~";

    <T> StorePage<T> slice(int limit, Optional<String> from, Function<Map<String, AttributeValue>, T> decode) {
        QueryResponse page = query(limit, from);
        List<PrimaryKey> keys = page.items().stream().map(PrimaryKey::of).toList();
        Map<PrimaryKey, Map<String, AttributeValue>> items = table.getAll(keys, Freshness.EVENTUAL);
        List<T> rows = new ArrayList<>(keys.size());
        for (PrimaryKey key : keys) {
            Map<String, AttributeValue> item = items.get(key);
            if (item != null && isListed(item)) {
                rows.add(decode.apply(item));
            }
        }
        return new StorePage<>(rows, next(page));
    }

    /**
     * An entry of the index, which states where a row is listed but not what it contains.
     *
     * @param sortKey the position in the list
     */
    record Entry(PrimaryKey key, String sortKey) {}

    /** Returns a page of entries without reading the rows. This costs about a sixtieth of reading small rows. */
    StorePage<Entry> entries(int limit, Optional<String> from) {
        QueryResponse page = query(limit, from);
        return new StorePage<>(
                page.items().stream()
                        .map(item -> new Entry(PrimaryKey.of(item), TableAttributes.text(item, index.sortKey())))
                        .toList(),
                next(page));
    }

    private QueryResponse query(int limit, Optional<String> from) {
        return table.query(request -> {
            request.indexName(index.indexName())
                    .keyConditionExpression(condition())
                    .expressionAttributeValues(values())
                    .scanIndexForward(order == Order.ASCENDING)
                    .limit(limit);
            return from.isEmpty() ? request : request.exclusiveStartKey(startKey(from.get()));
        });
    }

    private Optional<String> next(QueryResponse page) {
        return page.hasLastEvaluatedKey() ? Optional.of(cursor(page.lastEvaluatedKey())) : Optional.empty();
    }

    private boolean hasRange() {
        return low.isPresent() || high.isPresent();
    }

    /**
     * Returns the key condition. BETWEEN includes its upper bound, but no sort key equals the bound, because sort keys
     * contain more than the instant.
     */
    private String condition() {
        String list = "%s = :list".formatted(index.partitionKey());
        return hasRange() ? list + " AND %s BETWEEN :low AND :high".formatted(index.sortKey()) : list;
    }

    private Map<String, AttributeValue> values() {
        Map<String, AttributeValue> values = new HashMap<>(Map.of(":list", TableAttributes.text(partition)));
        if (hasRange()) {
            values.put(":low", TableAttributes.text(low.orElse(FIRST)));
            values.put(":high", TableAttributes.text(high.orElse(LAST)));
        }
        return values;
    }

    private boolean isListed(Map<String, AttributeValue> item) {
        AttributeValue listed = item.get(index.partitionKey());
        return listed != null && partition.equals(listed.s());
    }

    /**
     * Returns a cursor that contains the key of the last row but not the name of the list, so that it cannot be used to
     * read another list or another tenant's rows.
     */
    private String cursor(Map<String, AttributeValue> last) {
        String text = String.join(
                SEPARATOR,
                TableAttributes.text(last, index.sortKey()),
                TableAttributes.text(last, TableAttributes.PK),
                TableAttributes.text(last, TableAttributes.SK));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private Map<String, AttributeValue> startKey(String cursor) {
        String[] parts = decoded(cursor).split(SEPARATOR, -1);
        if (parts.length != 3) {
            throw notACursor();
        }
        Map<String, AttributeValue> key = new HashMap<>(new PrimaryKey(parts[1], parts[2]).attributes());
        key.put(index.partitionKey(), TableAttributes.text(partition));
        key.put(index.sortKey(), TableAttributes.text(parts[0]));
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
