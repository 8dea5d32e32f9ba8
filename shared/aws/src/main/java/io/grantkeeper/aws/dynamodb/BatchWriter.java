package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.Parallel;
import io.grantkeeper.aws.dynamodb.DynamoDbTable.Freshness;
import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.UsageHistory;
import io.grantkeeper.identity.store.ApplyOutcome;
import io.grantkeeper.identity.store.ItemTooLargeException;
import io.grantkeeper.identity.store.ObservationBatch;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Writes one batch: holders first, so that nothing is held by an identity that is not there; then the rest, side by
 * side. A row that is too large is left out, and named at the end.
 */
final class BatchWriter {
    private final DynamoDbTable table;
    private final TenantId tenant;
    private final SortedBatch batch;
    private final RowWriter rows;
    private final List<ItemTooLargeException> tooLarge = Collections.synchronizedList(new ArrayList<>());

    BatchWriter(DynamoDbTable table, TenantId tenant, ObservationBatch batch) {
        this.table = table;
        this.tenant = tenant;
        this.batch = SortedBatch.of(tenant, batch.observations());
        this.rows = new RowWriter(table, batch.observedAt(), batch.baseline());
    }

    ApplyOutcome write() {
        Map<Key, Map<String, AttributeValue>> known = readKnown();
        run(batch.holders().values().stream().map(row -> () -> {
            rows.writeHolder(row, at(known, row.key()));
            return NOTHING;
        }));
        ApplyOutcome outcome = run(Stream.of(
                        batch.listed().values().stream()
                                .<Supplier<ApplyOutcome>>map(row -> () -> rows.writeListed(row)),
                        batch.events().values().stream()
                                .<Supplier<ApplyOutcome>>map(row -> () -> rows.writeEvent(row, at(known, row.key()))),
                        batch.usage().entrySet().stream()
                                .<Supplier<ApplyOutcome>>map(entry -> () -> writeUsage(entry, known)))
                .flatMap(all -> all));
        throwIfTooLarge();
        return outcome;
    }

    private static final ApplyOutcome NOTHING = new ApplyOutcome(0, 0, 0);

    private ApplyOutcome run(Stream<Supplier<ApplyOutcome>> writes) {
        return Parallel.map(writes.toList(), this::unlessTooLarge).stream().reduce(NOTHING, ApplyOutcome::plus);
    }

    private ApplyOutcome unlessTooLarge(Supplier<ApplyOutcome> write) {
        try {
            return write.get();
        } catch (ItemTooLargeException e) {
            tooLarge.add(e);
            return NOTHING;
        }
    }

    private ApplyOutcome writeUsage(
            Map.Entry<RowKey, UsageHistory> usage, Map<Key, Map<String, AttributeValue>> known) {
        EncodedRow row = EncodedRow.of(tenant, usage.getKey(), usage.getValue());
        return rows.writeUsage(tenant, row, usage.getValue(), at(known, row.key()));
    }

    /** What is stored of the rows that most likely are there; a stale answer is caught by the write's condition. */
    private Map<Key, Map<String, AttributeValue>> readKnown() {
        List<Key> bare = Stream.of(batch.holders(), batch.events())
                .map(Map::values)
                .flatMap(Collection::stream)
                .map(EncodedRow::key)
                .toList();
        List<Key> whole = batch.usage().keySet().stream()
                .map(key -> Keys.row(tenant, key))
                .toList();
        Map<Key, Map<String, AttributeValue>> known =
                table.getAll(bare, Freshness.EVENTUAL, Attributes.HASH, Attributes.REMOVED_AT);
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

    private static Map<String, AttributeValue> at(Map<Key, Map<String, AttributeValue>> known, Key key) {
        return known.getOrDefault(key, Map.of());
    }
}
