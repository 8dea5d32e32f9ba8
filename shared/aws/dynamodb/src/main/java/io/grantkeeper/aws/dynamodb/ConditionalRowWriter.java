package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.dynamodb.DynamoDbTable.Freshness;
import io.grantkeeper.aws.dynamodb.DynamoDbTable.Outcome;
import io.grantkeeper.identity.RowType;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.UsageHistory;
import io.grantkeeper.identity.store.ItemTooLargeException;
import io.grantkeeper.identity.store.ObservationBatchOutcome;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Writes one row under the rules of {@code AccessStore.apply}.
 *
 * <p>The number of reads and writes is chosen to minimize cost. A row that the provider listed is written by one
 * conditional update, without being read first. Digests have already filtered out unchanged rows, so nearly every such
 * row is new or changed, and a read before the write would only add to the cost. A condition that fails costs as much
 * as a write and returns the item. The item shows whether the row is unchanged or the observation is late, so that no
 * read is needed. For identities that grants refer to, for events and for usage, most rows already exist, and a read
 * costs a tenth of the write that it saves. Therefore, these rows are first read in batches, and written only if they
 * differ.
 */
final class ConditionalRowWriter {
    static final ObservationBatchOutcome WRITTEN = new ObservationBatchOutcome(1, 0, 0);
    static final ObservationBatchOutcome UNCHANGED = new ObservationBatchOutcome(0, 1, 0);
    static final ObservationBatchOutcome LATE = new ObservationBatchOutcome(0, 0, 1);

    /**
     * The condition that an observation is later than the stored one. If two observations have the same instant, the
     * one with the higher hash wins, so that the order of arrival does not affect the final state. Only a later
     * observation undoes a removal.
     */
    private static final String IS_LATER = "(attribute_not_exists(#observedAt) OR #observedAt < :observedAt"
            + " OR (#observedAt = :observedAt AND #hash < :hash))"
            + " AND (attribute_not_exists(#removedAt) OR #removedAt < :observedAt)";

    private static final int MERGE_ATTEMPTS = 20;
    private static final AttributeValue LISTED = TableAttributes.flag(true);

    private final DynamoDbTable table;
    private final Instant observedAt;
    private final Optional<StreamId> stream;
    private final boolean baseline;
    /**
     * The correlation ID of the work that causes the writes. It is read when this writer is created, because it is not
     * set on the other threads on which the rows are written.
     */
    private final Optional<AttributeValue> cause;

    ConditionalRowWriter(DynamoDbTable table, Instant observedAt, Optional<StreamId> stream, boolean baseline) {
        this.table = table;
        this.observedAt = observedAt;
        this.stream = stream;
        this.baseline = baseline;
        this.cause = table.cause();
    }

    /**
     * Writes a row that the provider listed. If the row is an identity, it is marked as listed.
     *
     * @throws ItemTooLargeException if DynamoDB would reject the item
     */
    ObservationBatchOutcome writeListed(EncodedRow row) {
        boolean identity = row.row().type() == RowType.IDENTITY;
        Outcome outcome = write(row, identity);
        if (identity && !outcome.written() && !outcome.before().containsKey(TableAttributes.LISTED)) {
            table.update(withCause(new ConditionalUpdate(row.key()).set(TableAttributes.LISTED, LISTED))
                    .when("attribute_exists(#pk)"));
        }
        return outcome(row, outcome);
    }

    private Outcome write(EncodedRow row, boolean listed) {
        ConditionalUpdate update = withCause(row.requireSize().update(observedAt, stream, baseline));
        return table.update((listed ? update.set(TableAttributes.LISTED, LISTED) : update).when(IS_LATER));
    }

    private static ObservationBatchOutcome outcome(EncodedRow row, Outcome outcome) {
        boolean same = hasHash(outcome.before(), row.hash());
        if (outcome.written()) {
            boolean live = !outcome.before().containsKey(TableAttributes.REMOVED_AT);
            return same && live ? UNCHANGED : WRITTEN;
        }
        return same ? UNCHANGED : LATE;
    }

    /**
     * Writes an identity that a grant or credential refers to. This does not mark the identity as listed, but keeps an
     * existing mark.
     *
     * @param before the identity's row as just read; empty if there was none
     */
    void writeHolder(EncodedRow row, Map<String, AttributeValue> before) {
        if (!hasHash(before, row.hash()) || before.containsKey(TableAttributes.REMOVED_AT)) {
            write(row, false);
        }
    }

    /** Writes an event unless it already exists. An event never changes. */
    ObservationBatchOutcome writeEvent(EncodedRow row, Map<String, AttributeValue> before) {
        if (!before.isEmpty()) {
            return UNCHANGED;
        }
        Outcome outcome = table.update(withCause(row.requireSize().update(observedAt, stream, baseline))
                .when("attribute_not_exists(#pk)"));
        return outcome.written() ? WRITTEN : UNCHANGED;
    }

    /**
     * Merges usage with the stored usage. Repeats the merge if another writer has changed the stored usage in the
     * meantime.
     */
    ObservationBatchOutcome writeUsage(
            TenantId tenant, EncodedRow row, UsageHistory usage, Map<String, AttributeValue> before) {
        Map<String, AttributeValue> stored = before;
        for (int attempt = 1; ; attempt++) {
            UsageHistory merged = stored.isEmpty() ? usage : usage.merge(ItemCodec.body(stored, UsageHistory.class));
            EncodedRow next = EncodedRow.of(tenant, row.row(), merged).requireSize();
            if (hasHash(stored, next.hash())) {
                return UNCHANGED;
            }
            ConditionalUpdate update = withCause(next.update(observedAt, stream, baseline));
            Outcome outcome = table.update(
                    stored.isEmpty()
                            ? update.when("attribute_not_exists(#pk)")
                            : update.value("before", TableAttributes.required(stored, TableAttributes.HASH))
                                    .when("#hash = :before"));
            if (outcome.written()) {
                return WRITTEN;
            }
            JitteredBackoff.pause(
                    attempt,
                    MERGE_ATTEMPTS,
                    "usage of %s was changed by another writer"
                            .formatted(row.row().owner()));
            stored = table.get(row.key(), Freshness.STRONG).orElse(Map.of());
        }
    }

    /** Adds the cause of this write to the update, or removes the cause of an earlier write if this write has none. */
    private ConditionalUpdate withCause(ConditionalUpdate update) {
        return cause.map(id -> update.set(TableAttributes.CAUSE, id))
                .orElseGet(() -> update.remove(TableAttributes.CAUSE));
    }

    private static boolean hasHash(Map<String, AttributeValue> item, long hash) {
        AttributeValue stored = item.get(TableAttributes.HASH);
        return stored != null && Long.parseLong(stored.n()) == hash;
    }
}
