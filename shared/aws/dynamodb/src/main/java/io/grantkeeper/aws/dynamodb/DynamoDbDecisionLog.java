package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.core.BoundedParallelCalls;
import io.grantkeeper.aws.dynamodb.DynamoDbTable.Freshness;
import io.grantkeeper.aws.dynamodb.KeysOnlyIndexQuery.Order;
import io.grantkeeper.aws.dynamodb.TableSchema.Index;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.store.ConcurrentWriteException;
import io.grantkeeper.identity.store.StorePage;
import io.grantkeeper.policy.store.DecisionBatch;
import io.grantkeeper.policy.store.DecisionBatchStore.PendingDecision;
import io.grantkeeper.policy.store.DecisionJson;
import io.grantkeeper.policy.store.DecisionLog;
import io.grantkeeper.policy.store.RecordedDecision;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Stores each decision under its ID and lists it by day. A decision whose batch is not yet in the ledger is also listed
 * as waiting. Reads by time are not urgent, so they use the indexes, which are eventually consistent.
 */
public final class DynamoDbDecisionLog implements DecisionLog {
    static final String BATCH = "batch";
    private static final String SEPARATOR = "|";

    private final DynamoDbTable table;

    public DynamoDbDecisionLog(DynamoDbTable table) {
        this.table = table;
    }

    @Override
    public void record(TenantId tenant, Collection<RecordedDecision> decisions) {
        putIfAbsent(decisions.stream().map(decision -> item(tenant, decision)).toList());
    }

    @Override
    public void recordNew(TenantId tenant, Collection<RecordedDecision> decisions) {
        List<Map<String, AttributeValue>> items =
                decisions.stream().map(decision -> item(tenant, decision)).toList();
        putIfAbsent(items.size() == 1 ? items : table.putAllOnce(items));
    }

    private void putIfAbsent(List<Map<String, AttributeValue>> items) {
        var _ = BoundedParallelCalls.map(items, item -> table.putIf(item, "attribute_not_exists(#pk)", Map.of()));
    }

    /**
     * Creates the item of a decision. Must run on the calling thread, because the cause of the decision is set only
     * there.
     */
    private Map<String, AttributeValue> item(TenantId tenant, RecordedDecision decision) {
        Map<String, AttributeValue> item = attributes(tenant, decision);
        table.cause().ifPresent(cause -> item.put(TableAttributes.CAUSE, cause));
        return item;
    }

    /** Returns the attributes of a decision that waits for its batch. */
    static Map<String, AttributeValue> attributes(TenantId tenant, RecordedDecision decision) {
        String order = TableKeys.ordered(decision.at(), decision.id());
        Map<String, AttributeValue> item = NewItem.of(TableKeys.decision(tenant, decision.id()), ItemType.DECISION);
        item.put(TableAttributes.BODY, CompressedText.of(DecisionJson.write(decision)));
        NewItem.list(item, Index.G1, TableKeys.decisionsOf(tenant, day(decision.at())), order);
        NewItem.list(item, Index.G2, TableKeys.decisionsWaiting(tenant), order);
        return item;
    }

    @Override
    public StorePage<RecordedDecision> between(
            TenantId tenant, Instant from, Instant until, int limit, Optional<String> next) {
        DayCursor cursor = next.map(DayCursor::of).orElseGet(() -> new DayCursor(day(from), Optional.empty()));
        if (!from.isBefore(until) || cursor.day().isAfter(day(until))) {
            return new StorePage<>(List.of(), Optional.empty());
        }
        StorePage<RecordedDecision> page = slice(tenant, from, until, limit, cursor, Order.ASCENDING);
        boolean more = cursor.day().isBefore(day(until));
        return new StorePage<>(
                page.items(),
                page.next()
                        .or(() -> more
                                ? Optional.of(DayCursor.startOf(cursor.day().plusDays(1)))
                                : Optional.empty()));
    }

    @Override
    public StorePage<RecordedDecision> latest(
            TenantId tenant, Instant from, Instant until, int limit, Optional<String> next) {
        DayCursor cursor = next.map(DayCursor::of)
                .filter(known -> !known.day().isAfter(day(until)))
                .orElseGet(() -> new DayCursor(day(until), Optional.empty()));
        if (!from.isBefore(until) || cursor.day().isBefore(day(from))) {
            return new StorePage<>(List.of(), Optional.empty());
        }
        StorePage<RecordedDecision> page = slice(tenant, from, until, limit, cursor, Order.DESCENDING);
        boolean more = cursor.day().isAfter(day(from));
        return new StorePage<>(
                page.items(),
                page.next()
                        .or(() -> more
                                ? Optional.of(DayCursor.startOf(cursor.day().minusDays(1)))
                                : Optional.empty()));
    }

    /** A day and the position at which its list continues. */
    private record DayCursor(LocalDate day, Optional<String> inDay) {
        static String startOf(LocalDate day) {
            return day + SEPARATOR;
        }

        static DayCursor of(String text) {
            int separator = text.indexOf(SEPARATOR);
            try {
                return new DayCursor(
                        LocalDate.parse(text.substring(0, Math.max(separator, 0))),
                        Optional.of(text.substring(separator + 1)).filter(rest -> !rest.isEmpty()));
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException("'next' is not the cursor of an earlier page", e);
            }
        }
    }

    /**
     * Returns the decisions of the cursor's day that are within a period. The cursor of the next page continues on the
     * same day.
     */
    private StorePage<RecordedDecision> slice(
            TenantId tenant, Instant from, Instant until, int limit, DayCursor cursor, Order order) {
        StorePage<RecordedDecision> slice = new KeysOnlyIndexQuery(
                        table, Index.G1, TableKeys.decisionsOf(tenant, cursor.day()), order)
                .slice(limit, cursor.inDay(), DynamoDbDecisionLog::decision);
        return new StorePage<>(
                slice.items().stream()
                        .filter(decision ->
                                !decision.at().isBefore(from) && decision.at().isBefore(until))
                        .toList(),
                slice.next().map(text -> DayCursor.startOf(cursor.day()) + text));
    }

    @Override
    public Optional<String> document(TenantId tenant, String id) {
        return table.get(TableKeys.decision(tenant, id), Freshness.STRONG)
                .map(item -> CompressedText.read(item, TableAttributes.BODY));
    }

    List<PendingDecision> waiting(TenantId tenant, int most) {
        List<PendingDecision> waiting = new ArrayList<>();
        Optional<String> next = Optional.empty();
        do {
            StorePage<PendingDecision> slice = new KeysOnlyIndexQuery(
                            table, Index.G2, TableKeys.decisionsWaiting(tenant), Order.ASCENDING)
                    .slice(
                            most - waiting.size(),
                            next,
                            item -> waiting(CompressedText.read(item, TableAttributes.BODY)));
            waiting.addAll(slice.items());
            next = slice.next();
        } while (waiting.size() < most && next.isPresent());
        return waiting;
    }

    private static PendingDecision waiting(String document) {
        return PendingDecision.of(DecisionJson.read(document), document);
    }

    Optional<DecisionBatch> open(TenantId tenant) {
        return table.get(TableKeys.openDecisionBatch(tenant), Freshness.STRONG)
                .map(item -> ItemCodec.body(item, DecisionBatch.class));
    }

    void begin(TenantId tenant, DecisionBatch batch) {
        boolean begun = table.putIf(
                item(TableKeys.openDecisionBatch(tenant), batch),
                "attribute_not_exists(#pk) OR #batch = :batch",
                Map.of(":batch", TableAttributes.text(batch.id())));
        if (!begun) {
            throw new ConcurrentWriteException("the open batch of decisions");
        }
        boolean stale = BoundedParallelCalls.map(batch.decisions(), id -> isInAnotherBatch(tenant, id, batch)).stream()
                .anyMatch(Boolean::booleanValue);
        if (stale) {
            close(tenant, batch);
            throw new ConcurrentWriteException("the batch of a decision");
        }
    }

    /**
     * Returns whether another batch contains the decision. The check is needed because the index of waiting decisions
     * is eventually consistent, and the caller may have read it some time ago.
     */
    private boolean isInAnotherBatch(TenantId tenant, String id, DecisionBatch batch) {
        return table.get(TableKeys.decision(tenant, id), Freshness.STRONG)
                .flatMap(item -> TableAttributes.optionalText(item, BATCH))
                .filter(placed -> !placed.equals(batch.id()))
                .isPresent();
    }

    void finish(TenantId tenant, DecisionBatch batch) {
        table.put(item(TableKeys.decisionBatch(tenant, batch.id()), batch));
        var _ = BoundedParallelCalls.map(
                batch.decisions(),
                id -> table.update(new ConditionalUpdate(TableKeys.decision(tenant, id))
                                .set(BATCH, TableAttributes.text(batch.id()))
                                .remove(Index.G2.partitionKey())
                                .remove(Index.G2.sortKey())
                                .when("attribute_exists(#pk) AND attribute_not_exists(#batch)"))
                        .written());
        close(tenant, batch);
    }

    /**
     * Deletes the open batch only if it is the given batch. Another worker may already have finished the given batch
     * and begun the next one.
     */
    private void close(TenantId tenant, DecisionBatch batch) {
        table.deleteIf(
                TableKeys.openDecisionBatch(tenant),
                "#batch = :batch",
                Map.of(":batch", TableAttributes.text(batch.id())));
    }

    Optional<DecisionBatch> batchOf(TenantId tenant, String decision) {
        return table.get(TableKeys.decision(tenant, decision), Freshness.STRONG)
                .flatMap(item -> TableAttributes.optionalText(item, BATCH))
                .flatMap(id -> table.get(TableKeys.decisionBatch(tenant, id), Freshness.STRONG))
                .map(item -> ItemCodec.body(item, DecisionBatch.class));
    }

    private static Map<String, AttributeValue> item(PrimaryKey key, DecisionBatch batch) {
        Map<String, AttributeValue> item = NewItem.of(key, ItemType.DECISION_BATCH);
        item.put(BATCH, TableAttributes.text(batch.id()));
        item.put(TableAttributes.BODY, TableAttributes.text(ModelJson.write(batch)));
        return item;
    }

    private static RecordedDecision decision(Map<String, AttributeValue> item) {
        return DecisionJson.read(CompressedText.read(item, TableAttributes.BODY));
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}
