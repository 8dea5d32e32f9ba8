package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.dynamodb.DynamoDbTable.Freshness;
import io.grantkeeper.identity.TenantId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Stores the latest checkpoint and all earlier checkpoints. One transaction writes both items of a new checkpoint: the
 * latest checkpoint, and a permanent copy whose sort key is the log size.
 */
final class CheckpointItems {
    private static final String NOTE = "note";
    private static final String SIZE = "size";
    private static final int TRIES = 20;

    private final DynamoDbTable table;

    CheckpointItems(DynamoDbTable table) {
        this.table = table;
    }

    Optional<String> latest(TenantId tenant) {
        return table.get(LedgerItemKeys.latest(tenant), Freshness.STRONG).map(CheckpointItems::note);
    }

    /**
     * Returns the signed note in an item. Grantkeeper always writes the size attribute together with the note, so if
     * the two do not match, something else wrote the item.
     */
    private static String note(Map<String, AttributeValue> item) {
        String note = TableAttributes.text(item, NOTE);
        String[] lines = note.split("\n", 3);
        if (lines.length < 3
                || !lines[1].equals(TableAttributes.required(item, SIZE).n())) {
            throw new CorruptItemException(item, "has a different size than its checkpoint");
        }
        return note;
    }

    void publish(TenantId tenant, long size, String note) {
        for (int attempt = 1;
                !table.transact(List.of(makeLatest(tenant, size, note), keep(tenant, size, note)));
                attempt++) {
            boolean later = table.get(LedgerItemKeys.latest(tenant), Freshness.STRONG)
                    .filter(item -> TableAttributes.number(item, SIZE) > size)
                    .isPresent();
            if (later) {
                return;
            }
            JitteredBackoff.pause(
                    attempt, TRIES, "checkpoints of %s were published by another writer".formatted(tenant));
        }
    }

    List<String> from(TenantId tenant, long size, int most) {
        return table
                .query(request -> request.keyConditionExpression("pk = :pk AND sk >= :from")
                        .expressionAttributeValues(Map.of(
                                ":pk", TableAttributes.text(LedgerItemKeys.checkpoints(tenant)),
                                ":from", TableAttributes.text(LedgerItemKeys.sortable(size))))
                        .consistentRead(true)
                        .limit(most))
                .items()
                .stream()
                .map(item -> {
                    String note = note(item);
                    if (!PrimaryKey.of(item).sk().equals(LedgerItemKeys.sortable(TableAttributes.number(item, SIZE)))) {
                        throw new CorruptItemException(item, "has a key for a different size");
                    }
                    return note;
                })
                .toList();
    }

    private TransactWriteItem makeLatest(TenantId tenant, long size, String note) {
        return new ConditionalUpdate(LedgerItemKeys.latest(tenant))
                .set(TableAttributes.TYPE, ItemType.LOG_CHECKPOINT.value())
                .set(SIZE, TableAttributes.number(size))
                .set(NOTE, TableAttributes.text(note))
                .when("attribute_not_exists(#pk) OR #size <= :size")
                .inTransaction(table.name());
    }

    private TransactWriteItem keep(TenantId tenant, long size, String note) {
        Map<String, AttributeValue> item = NewItem.of(LedgerItemKeys.checkpoint(tenant, size), ItemType.LOG_CHECKPOINT);
        item.put(SIZE, TableAttributes.number(size));
        item.put(NOTE, TableAttributes.text(note));
        return TransactWriteItem.builder()
                .put(put -> put.tableName(table.name()).item(item))
                .build();
    }
}
