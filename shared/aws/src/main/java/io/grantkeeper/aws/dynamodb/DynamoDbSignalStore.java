package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.Parallel;
import io.grantkeeper.aws.dynamodb.DynamoDbTable.Freshness;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.signals.stream.EventStream;
import io.grantkeeper.signals.stream.PendingSignal;
import io.grantkeeper.signals.stream.SignalStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** Keeps streams in one partition, and the signals of each destination in one of its own, in their order. */
public final class DynamoDbSignalStore implements SignalStore {
    private static final String NEXT_TRY = "nextTry";
    private static final String SIZE = "size";
    private static final String ABSENT = "attribute_not_exists(#pk)";
    private static final int PAGE = 100;

    private final DynamoDbTable table;

    public DynamoDbSignalStore(DynamoDbTable table) {
        this.table = table;
    }

    @Override
    public void keep(TenantId tenant, EventStream stream) {
        Map<String, AttributeValue> item =
                new HashMap<>(SignalKeys.stream(tenant, stream.id()).attributes());
        item.put(Attributes.TYPE, ItemType.SIGNAL_STREAM.value());
        item.put(Attributes.BODY, Attributes.text(ModelJson.write(stream)));
        table.put(item);
    }

    @Override
    public Optional<EventStream> stream(TenantId tenant, String id) {
        return table.get(SignalKeys.stream(tenant, id), Freshness.STRONG)
                .map(item -> ItemCodec.body(item, EventStream.class));
    }

    @Override
    public List<EventStream> streams(TenantId tenant) {
        return table.queryAll(SignalKeys.streams(tenant), "", Freshness.STRONG).stream()
                .map(item -> ItemCodec.body(item, EventStream.class))
                .toList();
    }

    @Override
    public void remove(TenantId tenant, String id) {
        table.delete(SignalKeys.stream(tenant, id));
        List<Key> waiting = Stream.of(id, EventStream.aboutItself(id))
                .flatMap(
                        destination -> table
                                .queryAll(
                                        SignalKeys.destination(tenant, destination),
                                        SignalKeys.WAITING,
                                        Freshness.STRONG)
                                .stream())
                .map(Key::of)
                .toList();
        Parallel.map(waiting, key -> {
            table.delete(key);
            return key;
        });
    }

    @Override
    public boolean add(TenantId tenant, PendingSignal signal) {
        return table.putIf(item(SignalKeys.waiting(tenant, signal), signal), ABSENT, Map.of());
    }

    @Override
    public List<PendingSignal> due(TenantId tenant, String destination, Instant now, int most) {
        List<PendingSignal> due = new ArrayList<>();
        String until = Attributes.sortable(now);
        Map<String, AttributeValue> from = Map.of();
        do {
            Map<String, AttributeValue> start = from;
            QueryResponse page = table.query(request -> {
                request.keyConditionExpression("pk = :pk AND begins_with(sk, :sk)")
                        .filterExpression("%s <= :now".formatted(NEXT_TRY))
                        .expressionAttributeValues(Map.of(
                                ":pk", Attributes.text(SignalKeys.destination(tenant, destination)),
                                ":sk", Attributes.text(SignalKeys.WAITING),
                                ":now", Attributes.text(until)))
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
        table.delete(SignalKeys.waiting(tenant, signal));
    }

    @Override
    public void failed(TenantId tenant, PendingSignal signal) {
        table.putIf(item(SignalKeys.waiting(tenant, signal), signal), "attribute_exists(#pk)", Map.of());
    }

    /** Kept aside before it is taken away: who dies in between has it in both places, and does it again. */
    @Override
    public void dead(TenantId tenant, PendingSignal signal) {
        table.put(item(SignalKeys.dead(tenant, signal), signal));
        delivered(tenant, signal);
    }

    @Override
    public List<PendingSignal> dead(TenantId tenant, String destination, int most) {
        return table.queryAll(SignalKeys.destination(tenant, destination), SignalKeys.DEAD, Freshness.STRONG).stream()
                .limit(most)
                .map(item -> ItemCodec.body(item, PendingSignal.class))
                .toList();
    }

    /** It waits again before it is taken from those aside: who dies in between has it in both places, and does it again. */
    @Override
    public boolean redrive(TenantId tenant, PendingSignal signal) {
        Key aside = SignalKeys.dead(tenant, signal);
        if (table.get(aside, Freshness.STRONG).isEmpty()) {
            return false;
        }
        add(tenant, signal.untried());
        table.delete(aside);
        return true;
    }

    @Override
    public long followed(TenantId tenant) {
        return table.get(SignalKeys.followed(tenant), Freshness.STRONG)
                .map(item -> Attributes.number(item, SIZE))
                .orElse(0L);
    }

    @Override
    public void followed(TenantId tenant, long size) {
        table.update(new Update(SignalKeys.followed(tenant))
                .set(Attributes.TYPE, ItemType.LOG_FOLLOWED.value())
                .set(SIZE, Attributes.number(size))
                .when("attribute_not_exists(#pk) OR #size < :size"));
    }

    private static Map<String, AttributeValue> item(Key key, PendingSignal signal) {
        Map<String, AttributeValue> item = new HashMap<>(key.attributes());
        item.put(Attributes.TYPE, ItemType.SIGNAL.value());
        item.put(Attributes.BODY, Attributes.text(ModelJson.write(signal)));
        item.put(NEXT_TRY, Attributes.text(Attributes.sortable(signal.nextTry())));
        return item;
    }
}
