package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.dynamodb.DynamoDbTable.Freshness;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.store.ConnectionState;
import io.grantkeeper.identity.store.PartitionState;
import io.grantkeeper.identity.store.StreamProblem;
import io.grantkeeper.identity.store.SweepRun;
import io.grantkeeper.identity.store.SweepStore;
import io.grantkeeper.identity.work.PartitionRef;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Keeps connections and their partitions' freshness, a connection in one partition of the table. Every change is read,
 * made in memory, and written if nobody else wrote in between; one that changes nothing is not written.
 */
public final class DynamoDbSweepStore implements SweepStore {
    private static final int TRIES = 40;

    private final DynamoDbTable table;

    public DynamoDbSweepStore(DynamoDbTable table) {
        this.table = table;
    }

    @Override
    public ConnectionState connection(TenantId tenant, ConnectionId connection) {
        return table.get(Keys.connection(tenant, connection), Freshness.STRONG)
                .map(item -> ItemCodec.body(item, ConnectionState.class))
                .orElseGet(() -> ConnectionState.unknown(connection));
    }

    @Override
    public void planned(TenantId tenant, ConnectionId connection, SweepRun run) {
        change(tenant, connection, state -> state.planned(run));
    }

    @Override
    public void baselineComplete(TenantId tenant, ConnectionId connection, Instant at) {
        change(tenant, connection, state -> state.baselineComplete(at));
    }

    @Override
    public void pause(TenantId tenant, ConnectionId connection, StreamProblem reason) {
        change(tenant, connection, state -> state.withPaused(Optional.of(reason)));
    }

    @Override
    public void resume(TenantId tenant, ConnectionId connection) {
        change(tenant, connection, state -> state.withPaused(Optional.empty()));
    }

    @Override
    public List<PartitionState> partitions(TenantId tenant, ConnectionId connection) {
        return table.queryAll(Keys.connectionPartition(tenant, connection), Keys.PARTITION, Freshness.STRONG).stream()
                .map(item -> ItemCodec.body(item, PartitionState.class))
                .toList();
    }

    @Override
    public Optional<PartitionState> partition(TenantId tenant, PartitionRef ref) {
        return table.get(Keys.partition(tenant, ref), Freshness.STRONG)
                .map(item -> ItemCodec.body(item, PartitionState.class));
    }

    @Override
    public void completed(
            TenantId tenant,
            PartitionRef ref,
            Optional<String> run,
            Instant at,
            Optional<Instant> watermark,
            int rows) {
        change(tenant, ref, state -> state.completed(run, at, watermark, rows));
    }

    @Override
    public void failed(TenantId tenant, PartitionRef ref, Instant at, StreamProblem problem) {
        change(tenant, ref, state -> state.failed(at, problem));
    }

    private void change(TenantId tenant, ConnectionId connection, UnaryOperator<ConnectionState> change) {
        change(
                Keys.connection(tenant, connection),
                ItemType.CONNECTION,
                ConnectionState.class,
                ConnectionState.unknown(connection),
                change);
    }

    private void change(TenantId tenant, PartitionRef ref, UnaryOperator<PartitionState> change) {
        change(
                Keys.partition(tenant, ref),
                ItemType.PARTITION,
                PartitionState.class,
                PartitionState.untried(ref),
                change);
    }

    private <T> void change(Key key, ItemType type, Class<T> bodyType, T initial, UnaryOperator<T> change) {
        for (int attempt = 1; ; attempt++) {
            Map<String, AttributeValue> read = table.get(key, Freshness.STRONG).orElse(Map.of());
            T before = read.isEmpty() ? initial : ItemCodec.body(read, bodyType);
            T after = change.apply(before);
            if (after.equals(before) || write(key, type, read, after)) {
                return;
            }
            Backoff.pause(attempt, TRIES, "%s was changed by others".formatted(key.sk()));
        }
    }

    private boolean write(Key key, ItemType type, Map<String, AttributeValue> read, Object body) {
        long version = read.isEmpty() ? 0 : Attributes.number(read, Attributes.VERSION);
        Map<String, AttributeValue> item = new HashMap<>(key.attributes());
        item.put(Attributes.TYPE, type.value());
        item.put(Attributes.BODY, Attributes.text(ModelJson.write(body)));
        item.put(Attributes.VERSION, Attributes.number(version + 1));
        return read.isEmpty()
                ? table.putIf(item, "attribute_not_exists(#pk)", Map.of())
                : table.putIf(item, "#version = :read", Map.of(":read", Attributes.number(version)));
    }
}
