package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.core.BoundedParallelCalls;
import io.grantkeeper.aws.dynamodb.DynamoDbTable.Freshness;
import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.UsageHistory;
import io.grantkeeper.identity.store.ItemTooLargeException;
import io.grantkeeper.identity.store.ObservationBatch;
import io.grantkeeper.identity.store.ObservationBatchOutcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Writes one batch: identities first, so that no row refers to an identity that is not stored; then the other rows in
 * parallel. A row that is too large is skipped and reported after all others are written.
 */
final class ObservationBatchWriter {
    private final DynamoDbTable table;
    private final TenantId tenant;
    private final WriteOrderedBatch batch;
    private final ConditionalRowWriter rows;
    private final List<ItemTooLargeException> tooLarge = Collections.synchronizedList(new ArrayList<>());

    ObservationBatchWriter(DynamoDbTable table, TenantId tenant, ObservationBatch batch) {
        this.table = table;
        this.tenant = tenant;
        this.batch = WriteOrderedBatch.of(tenant, batch.observations());
        this.rows = new ConditionalRowWriter(table, batch.observedAt(), batch.stream(), batch.baseline());
    }

    ObservationBatchOutcome write() {
        Map<PrimaryKey, Map<String, AttributeValue>> known = readKnown();
        run(batch.holders().values().stream().map(row -> () -> {
            rows.writeHolder(row, at(known, row.key()));
            return NOTHING;
        }));
        ObservationBatchOutcome outcome = run(Stream.of(
                        batch.listed().values().stream()
                                .<Supplier<ObservationBatchOutcome>>map(row -> () -> rows.writeListed(row)),
                        batch.events().values().stream()
                                .<Supplier<ObservationBatchOutcome>>map(
                                        row -> () -> rows.writeEvent(row, at(known, row.key()))),
                        batch.usage().entrySet().stream()
                                .<Supplier<ObservationBatchOutcome>>map(entry -> () -> writeUsage(entry, known)))
                .flatMap(all -> all));
        throwIfTooLarge();
        return outcome;
    }

    private static final ObservationBatchOutcome NOTHING = new ObservationBatchOutcome(0, 0, 0);

    private ObservationBatchOutcome run(Stream<Supplier<ObservationBatchOutcome>> writes) {
        return BoundedParallelCalls.map(writes.toList(), this::unlessTooLarge).stream()
                .reduce(NOTHING, ObservationBatchOutcome::plus);
    }

    private ObservationBatchOutcome unlessTooLarge(Supplier<ObservationBatchOutcome> write) {
        try {
            return write.get();
        } catch (ItemTooLargeException e) {
            tooLarge.add(e);
            return NOTHING;
        }
    }

    private ObservationBatchOutcome writeUsage(
            Map.Entry<RowKey, UsageHistory> usage, Map<PrimaryKey, Map<String, AttributeValue>> known) {
        EncodedRow row = EncodedRow.of(tenant, usage.getKey(), usage.getValue());
        return rows.writeUsage(tenant, row, usage.getValue(), at(known, row.key()));
    }

    /**
     * Reads the stored versions of the rows that probably exist already. The data may be stale; the condition of each
     * write detects this.
     */
    private Map<PrimaryKey, Map<String, AttributeValue>> readKnown() {
        List<PrimaryKey> bare = Stream.of(batch.holders(), batch.events())
                .map(Map::values)
                .flatMap(Collection::stream)
                .map(EncodedRow::key)
                .toList();
        List<PrimaryKey> whole = batch.usage().keySet().stream()
                .map(key -> TableKeys.row(tenant, key))
                .toList();
        Map<PrimaryKey, Map<String, AttributeValue>> known =
                table.getAll(bare, Freshness.EVENTUAL, TableAttributes.HASH, TableAttributes.REMOVED_AT);
        known.putAll(table.getAll(whole, Freshness.EVENTUAL));
        return known;
    }

    private void throwIfTooLarge() {
        if (!tooLarge.isEmpty()) {
            ItemTooLargeException first = tooLarge.getFirst();
            tooLarge.stream().skip(1).forEach(first::addSuppressed);
            throw first;
        }
    }

    private static Map<String, AttributeValue> at(Map<PrimaryKey, Map<String, AttributeValue>> known, PrimaryKey key) {
        return known.getOrDefault(key, Map.of());
    }
}
