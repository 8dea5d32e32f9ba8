package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.core.BoundedParallelCalls;
import io.grantkeeper.aws.dynamodb.DynamoDbTable.Freshness;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.signals.stream.PendingSignal;
import io.grantkeeper.signals.stream.SignalStore;
import io.grantkeeper.signals.stream.SignalStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** Stores all streams in one partition, and the signals of each destination in their own partition, in order. */
public final class DynamoDbSignalStore implements SignalStore {
    private static final String NEXT_TRY = "nextTry";
    private static final String ABSENT = "attribute_not_exists(#pk)";
    private static final int PAGE = 100;

    private final DynamoDbTable table;

    public DynamoDbSignalStore(DynamoDbTable table) {
        this.table = table;
    }

    @Override
    public void save(TenantId tenant, SignalStream stream) {
        Map<String, AttributeValue> item =
                NewItem.withJson(SignalItemKeys.stream(tenant, stream.id()), ItemType.SIGNAL_STREAM, stream);
        table.put(item);
    }

    @Override
    public Optional<SignalStream> stream(TenantId tenant, String id) {
        return table.get(SignalItemKeys.stream(tenant, id), Freshness.STRONG)
                .map(item -> ItemCodec.body(item, SignalStream.class));
    }

    @Override
    public List<SignalStream> streams(TenantId tenant) {
        return table.queryAll(SignalItemKeys.streams(tenant), "", Freshness.STRONG).stream()
                .map(item -> ItemCodec.body(item, SignalStream.class))
                .toList();
    }

    @Override
    public void remove(TenantId tenant, String id) {
        table.delete(SignalItemKeys.stream(tenant, id));
        List<PrimaryKey> waiting = Stream.of(id, SignalStream.selfDestination(id))
                .flatMap(destination -> table
                        .queryAll(
                                SignalItemKeys.destination(tenant, destination),
                                SignalItemKeys.WAITING,
                                Freshness.STRONG)
                        .stream())
                .map(PrimaryKey::of)
                .toList();
        BoundedParallelCalls.map(waiting, key -> {
            table.delete(key);
            return key;
        });
    }

    @Override
    public boolean add(TenantId tenant, PendingSignal signal) {
        return table.putIf(item(SignalItemKeys.waiting(tenant, signal), signal), ABSENT, Map.of());
    }

    @Override
    public List<PendingSignal> due(TenantId tenant, String destination, Instant now, int most) {
        List<PendingSignal> due = new ArrayList<>();
        String until = TableAttributes.sortable(now);
        Map<String, AttributeValue> from = Map.of();
        do {
            Map<String, AttributeValue> start = from;
            QueryResponse page = table.query(request -> {
                request.keyConditionExpression("pk = :pk AND begins_with(sk, :sk)")
                        .filterExpression("%s <= :now".formatted(NEXT_TRY))
                        .expressionAttributeValues(Map.of(
                                ":pk", TableAttributes.text(SignalItemKeys.destination(tenant, destination)),
                                ":sk", TableAttributes.text(SignalItemKeys.WAITING),
                                ":now", TableAttributes.text(until)))
                        .consistentRead(true)
                        .limit(PAGE);
                return start.isEmpty() ? request : request.exclusiveStartKey(start);
            });
            page.items().stream()
                    .limit(most - due.size())
                    .map(item -> ItemCodec.body(item, PendingSignal.class))
                    .forEach(due::add);
            from = page.hasLastEvaluatedKey() ? page.lastEvaluatedKey() : Map.of();
        } while (due.size() < most && !from.isEmpty());
        return due;
    }

    @Override
    public void delivered(TenantId tenant, PendingSignal signal) {
        table.delete(SignalItemKeys.waiting(tenant, signal));
    }

    @Override
    public void failed(TenantId tenant, PendingSignal signal) {
        table.putIf(item(SignalItemKeys.waiting(tenant, signal), signal), "attribute_exists(#pk)", Map.of());
    }

    /**
     * Stores the signal among the dead-lettered signals before deleting it from the pending ones. After an
     * interruption, the
     * signal exists in both places, and the next run repeats the deletion.
     */
    @Override
    public void dead(TenantId tenant, PendingSignal signal) {
        table.put(item(SignalItemKeys.dead(tenant, signal), signal));
        delivered(tenant, signal);
    }

    @Override
    public List<PendingSignal> dead(TenantId tenant, String destination, int most) {
        return table
                .queryAll(SignalItemKeys.destination(tenant, destination), SignalItemKeys.DEAD, Freshness.STRONG)
                .stream()
                .limit(most)
                .map(item -> ItemCodec.body(item, PendingSignal.class))
                .toList();
    }

    /**
     * Queues the signal again before deleting it from the dead-lettered signals. After an interruption, the signal
     * exists in
     * both places, and the next run repeats the deletion.
     */
    @Override
    public boolean redrive(TenantId tenant, PendingSignal signal) {
        PrimaryKey aside = SignalItemKeys.dead(tenant, signal);
        if (table.get(aside, Freshness.STRONG).isEmpty()) {
            return false;
        }
        add(tenant, signal.withoutAttempts());
        table.delete(aside);
        return true;
    }

    @Override
    public long position(TenantId tenant) {
        return MonotonicSizeItem.read(table, SignalItemKeys.followed(tenant));
    }

    @Override
    public void position(TenantId tenant, long size) {
        MonotonicSizeItem.raise(table, SignalItemKeys.followed(tenant), ItemType.LOG_FOLLOWED, size);
    }

    private static Map<String, AttributeValue> item(PrimaryKey key, PendingSignal signal) {
        Map<String, AttributeValue> item = NewItem.withJson(key, ItemType.SIGNAL, signal);
        item.put(NEXT_TRY, TableAttributes.text(TableAttributes.sortable(signal.nextTry())));
        return item;
    }
}
