package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.RowType;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.UsageHistory;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.store.ItemTooLargeException;
import io.grantkeeper.identity.store.ObservationBatch;
import io.grantkeeper.identity.store.ObservationBatchOutcome;
import io.grantkeeper.identity.store.StoredRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The stored rows of one tenant. Applies the rules by which a later observation of a row replaces an earlier one. */
final class InMemoryRows {
    private static final ObservationBatchOutcome WRITTEN = new ObservationBatchOutcome(1, 0, 0);
    private static final ObservationBatchOutcome UNCHANGED = new ObservationBatchOutcome(0, 1, 0);
    private static final ObservationBatchOutcome LATE = new ObservationBatchOutcome(0, 0, 1);
    /** The size limit of a DynamoDB item, in bytes. */
    private static final long MAX_ROW = 400 * 1024;

    private final TreeMap<RowKey, StoredRecord<?>> rows = new TreeMap<>();
    private final TenantId tenant;
    private final RowWriteListener listener;

    InMemoryRows(TenantId tenant, RowWriteListener listener) {
        this.tenant = tenant;
        this.listener = listener;
    }

    /**
     * Applies an observation of a row.
     *
     * @throws ItemTooLargeException if the row exceeds 400 KB
     */
    ObservationBatchOutcome put(RowKey key, Object content, ObservationBatch batch) {
        requireSize(key, content);
        StoredRecord<?> old = rows.get(key);
        return switch (key.type()) {
            case EVENT -> old == null ? store(key, content, null, batch) : UNCHANGED;
            case USAGE -> putUsage(key, (UsageHistory) content, old, batch);
            case IDENTITY -> {
                ObservationBatchOutcome outcome = putListed(key, content, old, batch);
                markListed(key);
                yield outcome;
            }
            case GRANT, CREDENTIAL, PERSON -> putListed(key, content, old, batch);
        };
    }

    private void markListed(RowKey key) {
        StoredRecord<?> row = rows.get(key);
        if (row != null && !row.listed()) {
            replace(
                    key,
                    new StoredRecord<>(
                            row.content(),
                            row.firstSeen(),
                            row.observedAt(),
                            row.removedAt(),
                            row.baseline(),
                            true,
                            row.stream()));
        }
    }

    /**
     * Writes an identity that was observed together with another row, but only if it differs from the stored identity
     * or the stored identity was removed.
     */
    void putIdentityIfChanged(RowKey key, Object content, ObservationBatch batch) {
        StoredRecord<?> old = rows.get(key);
        if (old == null || !old.content().equals(content) || !old.isLive()) {
            requireSize(key, content);
            putListed(key, content, old, batch);
        }
    }

    boolean remove(RowKey key, Instant at) {
        StoredRecord<?> old = rows.get(key);
        boolean listed = key.type() != RowType.EVENT && key.type() != RowType.USAGE;
        if (old == null || !listed || !old.isLive() || old.observedAt().isAfter(at)) {
            return false;
        }
        replace(
                key,
                new StoredRecord<>(
                        old.content(),
                        old.firstSeen(),
                        old.observedAt(),
                        Optional.of(at),
                        old.baseline(),
                        old.listed(),
                        old.stream()));
        return true;
    }

    <T> Optional<StoredRecord<T>> get(RowKey key, Class<T> type) {
        return Optional.ofNullable(rows.get(key)).map(stored -> typed(stored, type));
    }

    <T> Stream<StoredRecord<T>> rowsOf(RowType rowType, String owner, Class<T> type) {
        return all(rowType, type)
                .filter(row -> row.getKey().owner().equals(owner))
                .map(Map.Entry::getValue);
    }

    <T> Stream<Map.Entry<RowKey, StoredRecord<T>>> all(RowType rowType, Class<T> type) {
        return rows.entrySet().stream()
                .filter(row -> row.getKey().type() == rowType)
                .map(row -> Map.entry(row.getKey(), typed(row.getValue(), type)));
    }

    private ObservationBatchOutcome putListed(
            RowKey key, Object content, @Nullable StoredRecord<?> old, ObservationBatch batch) {
        if (old == null) {
            return store(key, content, null, batch);
        }
        boolean same = old.content().equals(content);
        boolean later = batch.observedAt().isAfter(old.observedAt())
                || (batch.observedAt().equals(old.observedAt()) && hash(content) > hash(old.content()));
        boolean afterRemoval = old.removedAt().map(batch.observedAt()::isAfter).orElse(true);
        if (!later || !afterRemoval) {
            return same ? UNCHANGED : LATE;
        }
        store(key, content, old, batch);
        return same && old.isLive() ? UNCHANGED : WRITTEN;
    }

    private ObservationBatchOutcome putUsage(
            RowKey key, UsageHistory usage, @Nullable StoredRecord<?> old, ObservationBatch batch) {
        UsageHistory merged = old == null ? usage : usage.merge((UsageHistory) old.content());
        return old != null && merged.equals(old.content()) ? UNCHANGED : store(key, merged, old, batch);
    }

    private ObservationBatchOutcome store(
            RowKey key, Object content, @Nullable StoredRecord<?> old, ObservationBatch batch) {
        Instant firstSeen = old == null ? batch.observedAt() : old.firstSeen();
        boolean baseline = old == null ? batch.baseline() : old.baseline();
        boolean listed = old != null && old.listed();
        replace(
                key,
                new StoredRecord<>(
                        content, firstSeen, batch.observedAt(), Optional.empty(), baseline, listed, batch.stream()));
        return WRITTEN;
    }

    private void replace(RowKey key, StoredRecord<?> after) {
        StoredRecord<?> before = rows.put(key, after);
        listener.written(tenant, key, Optional.ofNullable(before), after);
    }

    private static void requireSize(RowKey key, Object content) {
        long bytes = ModelJson.write(content).getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_ROW) {
            throw new ItemTooLargeException(key, bytes, MAX_ROW);
        }
    }

    private static long hash(Object content) {
        return ModelJson.hash(ModelJson.write(content));
    }

    private static <T> StoredRecord<T> typed(StoredRecord<?> stored, Class<T> type) {
        return new StoredRecord<>(
                type.cast(stored.content()),
                stored.firstSeen(),
                stored.observedAt(),
                stored.removedAt(),
                stored.baseline(),
                stored.listed(),
                stored.stream());
    }
}
