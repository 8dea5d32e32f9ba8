package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.dynamodb.DynamoDbTable.Freshness;

/** A count of entries that never decreases, stored in a separate item. */
final class MonotonicSizeItem {
    private static final String SIZE = "size";

    private MonotonicSizeItem() {}

    /** Returns the count; zero if none is stored. */
    static long read(DynamoDbTable table, PrimaryKey key) {
        return table.get(key, Freshness.STRONG)
                .map(item -> TableAttributes.number(item, SIZE))
                .orElse(0L);
    }

    /** Stores the count unless a larger count is already stored. */
    static void raise(DynamoDbTable table, PrimaryKey key, ItemType type, long size) {
        table.update(new ConditionalUpdate(key)
                .set(TableAttributes.TYPE, type.value())
                .set(SIZE, TableAttributes.number(size))
                .when("attribute_not_exists(#pk) OR #size < :size"));
    }
}
