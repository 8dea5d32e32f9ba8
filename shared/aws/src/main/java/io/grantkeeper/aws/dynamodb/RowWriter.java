package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.dynamodb.DynamoDbTable.Freshness;
import io.grantkeeper.aws.dynamodb.DynamoDbTable.Outcome;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.UsageHistory;
import io.grantkeeper.identity.store.ApplyOutcome;
import io.grantkeeper.identity.store.ItemTooLargeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Writes one row under the rules of {@code AccessStore.apply}.
 *
 * <p>Cost, chosen on purpose: a row named by a batch is written by one conditional update without reading it first. The
 * digest has already filtered out what did not change, so nearly every such row is new or changed, and a read before
 * the write would only add to it. A condition that fails costs the same unit as a write, and hands back the item that
 * made it fail, which tells "unchanged" from "late" without a read. Holders, events and usage are the other way round:
 * most of them are there already, and a read at a tenth of the price of a write saves the write. So those are read in
 * batches first, and written only where they differ.
 */
final class RowWriter {
    static final ApplyOutcome WRITTEN = new ApplyOutcome(1, 0, 0);
    static final ApplyOutcome UNCHANGED = new ApplyOutcome(0, 1, 0);
    static final ApplyOutcome LATE = new ApplyOutcome(0, 0, 1);

    /**
     * A later observation wins; of two contents of one instant the one with the higher hash, so that every order of
     * arrival ends alike. A removal is undone only by what was observed after it.
     */
    private static final String IS_LATER = "(attribute_not_exists(#observedAt) OR #observedAt < :observedAt"
            + " OR (#observedAt = :observedAt AND #hash < :hash))"
            + " AND (attribute_not_exists(#removedAt) OR #removedAt < :observedAt)";

    private static final int MERGE_TRIES = 20;

    private final DynamoDbTable table;
    private final Instant observedAt;
    private final boolean baseline;
    /** Asked for now: rows are written on other threads, which do not know. */
    private final Optional<AttributeValue> cause;

    RowWriter(DynamoDbTable table, Instant observedAt, boolean baseline) {
        this.table = table;
        this.observedAt = observedAt;
        this.baseline = baseline;
        this.cause = table.cause();
    }

    /** @throws ItemTooLargeException where DynamoDB would refuse the item */
    ApplyOutcome writeListed(EncodedRow row) {
        Outcome outcome = table.update(
                told(row.requireSize().update(observedAt, baseline)).when(IS_LATER));
        boolean same = hasHash(outcome.before(), row.hash());
        if (outcome.written()) {
            boolean live = !outcome.before().containsKey(Attributes.REMOVED_AT);
            return same && live ? UNCHANGED : WRITTEN;
        }
        return same ? UNCHANGED : LATE;
    }

    /** @param before the holder as it was read a moment ago; empty where there was none */
    void writeHolder(EncodedRow row, Map<String, AttributeValue> before) {
        if (!hasHash(before, row.hash()) || before.containsKey(Attributes.REMOVED_AT)) {
            writeListed(row);
        }
    }

    /** An event never changes: what is there is the same. */
    ApplyOutcome writeEvent(EncodedRow row, Map<String, AttributeValue> before) {
        if (!before.isEmpty()) {
            return UNCHANGED;
        }
        Outcome outcome = table.update(
                told(row.requireSize().update(observedAt, baseline)).when("attribute_not_exists(#pk)"));
        return outcome.written() ? WRITTEN : UNCHANGED;
    }

    /** Usage only ever grows: it is merged with what is there, again whenever another writer came between. */
    ApplyOutcome writeUsage(TenantId tenant, EncodedRow row, UsageHistory usage, Map<String, AttributeValue> before) {
        Map<String, AttributeValue> stored = before;
        for (int attempt = 1; ; attempt++) {
            UsageHistory merged = stored.isEmpty() ? usage : usage.merge(ItemCodec.body(stored, UsageHistory.class));
            EncodedRow next = EncodedRow.of(tenant, row.row(), merged).requireSize();
            if (hasHash(stored, next.hash())) {
                return UNCHANGED;
            }
            Update update = told(next.update(observedAt, baseline));
            Outcome outcome = table.update(
                    stored.isEmpty()
                            ? update.when("attribute_not_exists(#pk)")
                            : update.value("before", Attributes.required(stored, Attributes.HASH))
                                    .when("#hash = :before"));
            if (outcome.written()) {
                return WRITTEN;
            }
            Backoff.pause(
                    attempt,
                    MERGE_TRIES,
                    "usage of %s was changed by others".formatted(row.row().owner()));
            stored = table.get(row.key(), Freshness.STRONG).orElse(Map.of());
        }
    }

    /** With what this write goes back to; what an earlier one went back to is forgotten. */
    private Update told(Update update) {
        return cause.map(id -> update.set(Attributes.CAUSE, id)).orElseGet(() -> update.remove(Attributes.CAUSE));
    }

    private static boolean hasHash(Map<String, AttributeValue> item, long hash) {
        AttributeValue stored = item.get(Attributes.HASH);
        return stored != null && Long.parseLong(stored.n()) == hash;
    }
}
