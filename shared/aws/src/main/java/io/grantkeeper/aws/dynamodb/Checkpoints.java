package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.dynamodb.DynamoDbTable.Freshness;
import io.grantkeeper.identity.TenantId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** The latest checkpoint and all before it: both are written at once, or neither. */
final class Checkpoints {
    private static final String NOTE = "note";
    private static final String SIZE = "size";
    private static final int TRIES = 20;

    private final DynamoDbTable table;

    Checkpoints(DynamoDbTable table) {
        this.table = table;
    }

    Optional<String> latest(TenantId tenant) {
        return table.get(LedgerKeys.latest(tenant), Freshness.STRONG).map(Checkpoints::note);
    }

    /** Size and note are written together: where they differ, somebody else wrote. */
    private static String note(Map<String, AttributeValue> item) {
        String note = Attributes.text(item, NOTE);
        String[] lines = note.split("\n", 3);
        if (lines.length < 3 || !lines[1].equals(Attributes.required(item, SIZE).n())) {
            throw new CorruptItemException(item, "is of another size than its checkpoint");
        }
        return note;
    }

    void publish(TenantId tenant, long size, String note) {
        for (int attempt = 1;
                !table.transact(List.of(makeLatest(tenant, size, note), keep(tenant, size, note)));
                attempt++) {
            boolean later = table.get(LedgerKeys.latest(tenant), Freshness.STRONG)
                    .filter(item -> Attributes.number(item, SIZE) > size)
                    .isPresent();
            if (later) {
                return;
            }
            Backoff.pause(attempt, TRIES, "checkpoints of %s were published by others".formatted(tenant));
        }
    }

    List<String> from(TenantId tenant, long size, int most) {
        return table
                .query(request -> request.keyConditionExpression("pk = :pk AND sk >= :from")
                        .expressionAttributeValues(Map.of(
                                ":pk", Attributes.text(LedgerKeys.checkpoints(tenant)),
                                ":from", Attributes.text(LedgerKeys.sortable(size))))
                        .consistentRead(true)
                        .limit(most))
                .items()
                .stream()
                .map(item -> {
                    String note = note(item);
                    if (!Key.of(item).sk().equals(LedgerKeys.sortable(Attributes.number(item, SIZE)))) {
                        throw new CorruptItemException(item, "lies at the place of another size");
                    }
                    return note;
                })
                .toList();
    }

    private TransactWriteItem makeLatest(TenantId tenant, long size, String note) {
        return new Update(LedgerKeys.latest(tenant))
                .set(Attributes.TYPE, ItemType.LOG_CHECKPOINT.value())
                .set(SIZE, Attributes.number(size))
                .set(NOTE, Attributes.text(note))
                .when("attribute_not_exists(#pk) OR #size <= :size")
                .inTransaction(table.name());
    }

    private TransactWriteItem keep(TenantId tenant, long size, String note) {
        Map<String, AttributeValue> item =
                new HashMap<>(LedgerKeys.checkpoint(tenant, size).attributes());
        item.put(Attributes.TYPE, ItemType.LOG_CHECKPOINT.value());
        item.put(SIZE, Attributes.number(size));
        item.put(NOTE, Attributes.text(note));
        return TransactWriteItem.builder()
                .put(put -> put.tableName(table.name()).item(item))
                .build();
    }
}
