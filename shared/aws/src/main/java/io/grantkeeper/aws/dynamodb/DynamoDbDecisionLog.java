package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.Parallel;
import io.grantkeeper.aws.dynamodb.DynamoDbTable.Freshness;
import io.grantkeeper.aws.dynamodb.Listing.Order;
import io.grantkeeper.aws.dynamodb.TableSchema.Index;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.store.LostRaceException;
import io.grantkeeper.identity.store.Slice;
import io.grantkeeper.policy.store.DecisionBatch;
import io.grantkeeper.policy.store.DecisionBatchStore.Waiting;
import io.grantkeeper.policy.store.DecisionJson;
import io.grantkeeper.policy.store.DecisionLog;
import io.grantkeeper.policy.store.RecordedDecision;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Keeps each decision under its id, listed under its day; one without a place in the ledger is listed as waiting. What
 * reads by time is never in a hurry, so it goes by the indexes, which lag by moments.
 */
public final class DynamoDbDecisionLog implements DecisionLog {
    private static final String BATCH = "batch";
    private static final String SEPARATOR = "|";

    private final DynamoDbTable table;

    public DynamoDbDecisionLog(DynamoDbTable table) {
        this.table = table;
    }

    @Override
    public void record(TenantId tenant, Collection<RecordedDecision> decisions) {
        putUnlessKept(decisions.stream().map(decision -> item(tenant, decision)).toList());
    }

    @Override
    public void recordNew(TenantId tenant, Collection<RecordedDecision> decisions) {
        List<Map<String, AttributeValue>> items =
                decisions.stream().map(decision -> item(tenant, decision)).toList();
        putUnlessKept(items.size() == 1 ? items : table.putAllOnce(items));
    }

    private void putUnlessKept(List<Map<String, AttributeValue>> items) {
        var _ = Parallel.map(items, item -> table.putIf(item, "attribute_not_exists(#pk)", Map.of()));
    }

    /** Made on the thread that knows what the decision goes back to. */
    private Map<String, AttributeValue> item(TenantId tenant, RecordedDecision decision) {
        String order = Keys.sk(Attributes.sortable(decision.at()) + "#" + decision.id());
        Map<String, AttributeValue> item =
                new HashMap<>(Keys.decision(tenant, decision.id()).attributes());
        item.put(Attributes.TYPE, ItemType.DECISION.value());
        item.put(Attributes.BODY, PackedText.of(DecisionJson.write(decision)));
        item.put(Index.G1.partitionKey(), Attributes.text(Keys.decisionsOf(tenant, day(decision.at()))));
        item.put(Index.G1.sortKey(), Attributes.text(order));
        item.put(Index.G2.partitionKey(), Attributes.text(Keys.decisionsWaiting(tenant)));
        item.put(Index.G2.sortKey(), Attributes.text(order));
        table.cause().ifPresent(cause -> item.put(Attributes.CAUSE, cause));
        return item;
    }

    @Override
    public Slice<RecordedDecision> between(
            TenantId tenant, Instant from, Instant until, int limit, Optional<String> next) {
        LocalDate day = next.map(text -> LocalDate.parse(text.substring(0, text.indexOf(SEPARATOR))))
                .orElseGet(() -> day(from));
        Optional<String> cursor =
                next.map(text -> text.substring(text.indexOf(SEPARATOR) + 1)).filter(text -> !text.isEmpty());
        if (!from.isBefore(until) || day.isAfter(day(until))) {
            return new Slice<>(List.of(), Optional.empty());
        }
        Slice<RecordedDecision> slice = new Listing(table, Index.G1, Keys.decisionsOf(tenant, day), Order.ASCENDING)
                .slice(limit, cursor, DynamoDbDecisionLog::decision);
        List<RecordedDecision> within = slice.items().stream()
                .filter(decision ->
                        !decision.at().isBefore(from) && decision.at().isBefore(until))
                .toList();
        Optional<String> after = slice.next().map(text -> day + SEPARATOR + text);
        boolean more = day.isBefore(day(until));
        return new Slice<>(within, after.or(() -> more ? Optional.of(day.plusDays(1) + SEPARATOR) : Optional.empty()));
    }

    @Override
    public Optional<String> document(TenantId tenant, String id) {
        return table.get(Keys.decision(tenant, id), Freshness.STRONG)
                .map(item -> PackedText.read(item, Attributes.BODY));
    }

    List<Waiting> waiting(TenantId tenant, int most) {
        List<Waiting> waiting = new ArrayList<>();
        Optional<String> next = Optional.empty();
        do {
            Slice<Waiting> slice = new Listing(table, Index.G2, Keys.decisionsWaiting(tenant), Order.ASCENDING)
                    .slice(most - waiting.size(), next, item -> waiting(PackedText.read(item, Attributes.BODY)));
            waiting.addAll(slice.items());
            next = slice.next();
        } while (waiting.size() < most && next.isPresent());
        return waiting;
    }

    private static Waiting waiting(String document) {
        return Waiting.of(DecisionJson.read(document), document);
    }

    Optional<DecisionBatch> open(TenantId tenant) {
        return table.get(Keys.openDecisionBatch(tenant), Freshness.STRONG)
                .map(item -> ItemCodec.body(item, DecisionBatch.class));
    }

    void begin(TenantId tenant, DecisionBatch batch) {
        boolean begun = table.putIf(
                item(Keys.openDecisionBatch(tenant), batch),
                "attribute_not_exists(#pk) OR #batch = :batch",
                Map.of(":batch", Attributes.text(batch.id())));
        if (!begun) {
            throw new LostRaceException("the open batch of decisions");
        }
        boolean stale = Parallel.map(batch.decisions(), id -> isPlacedElsewhere(tenant, id, batch)).stream()
                .anyMatch(Boolean::booleanValue);
        if (stale) {
            close(tenant, batch);
            throw new LostRaceException("the place of a decision that an index had not caught up with");
        }
    }

    /** The index that says who waits may be a moment late, and whoever read it may be later still. */
    private boolean isPlacedElsewhere(TenantId tenant, String id, DecisionBatch batch) {
        return table.get(Keys.decision(tenant, id), Freshness.STRONG)
                .flatMap(item -> Attributes.optionalText(item, BATCH))
                .filter(placed -> !placed.equals(batch.id()))
                .isPresent();
    }

    void finish(TenantId tenant, DecisionBatch batch) {
        table.put(item(Keys.decisionBatch(tenant, batch.id()), batch));
        var _ = Parallel.map(
                batch.decisions(),
                id -> table.update(new Update(Keys.decision(tenant, id))
                                .set(BATCH, Attributes.text(batch.id()))
                                .remove(Index.G2.partitionKey())
                                .remove(Index.G2.sortKey())
                                .when("attribute_exists(#pk) AND attribute_not_exists(#batch)"))
                        .written());
        close(tenant, batch);
    }

    /** Only its own: by now somebody else may have finished it and begun another. */
    private void close(TenantId tenant, DecisionBatch batch) {
        table.deleteIf(
                Keys.openDecisionBatch(tenant), "#batch = :batch", Map.of(":batch", Attributes.text(batch.id())));
    }

    Optional<DecisionBatch> batchOf(TenantId tenant, String decision) {
        return table.get(Keys.decision(tenant, decision), Freshness.STRONG)
                .flatMap(item -> Attributes.optionalText(item, BATCH))
                .flatMap(id -> table.get(Keys.decisionBatch(tenant, id), Freshness.STRONG))
                .map(item -> ItemCodec.body(item, DecisionBatch.class));
    }

    private static Map<String, AttributeValue> item(Key key, DecisionBatch batch) {
        Map<String, AttributeValue> item = new HashMap<>(key.attributes());
        item.put(Attributes.TYPE, ItemType.DECISION_BATCH.value());
        item.put(BATCH, Attributes.text(batch.id()));
        item.put(Attributes.BODY, Attributes.text(ModelJson.write(batch)));
        return item;
    }

    private static RecordedDecision decision(Map<String, AttributeValue> item) {
        return DecisionJson.read(PackedText.read(item, Attributes.BODY));
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}
