package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.dynamodb.DynamoDbTable.Freshness;
import io.grantkeeper.aws.dynamodb.DynamoDbTable.Outcome;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.store.ConnectionState;
import io.grantkeeper.identity.store.PartitionState;
import io.grantkeeper.identity.store.StreamProblem;
import io.grantkeeper.identity.store.SweepRun;
import io.grantkeeper.identity.store.SweepState;
import io.grantkeeper.identity.store.SweepStore;
import io.grantkeeper.identity.work.PartitionRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Keeps connections and their partitions' freshness, a connection in one partition of the table. Every change is made in
 * memory to what was read, and written if that is still there; else it is made to what is. One that changes nothing is not
 * written.
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
    public SweepState state(TenantId tenant, ConnectionId connection) {
        ConnectionState state = ConnectionState.unknown(connection);
        List<PartitionState> partitions = new ArrayList<>();
        for (Map<String, AttributeValue> item :
                table.queryAll(Keys.connectionPartition(tenant, connection), "", Freshness.STRONG)) {
            switch (ItemCodec.type(item)) {
                case CONNECTION -> state = ItemCodec.body(item, ConnectionState.class);
                case PARTITION -> partitions.add(ItemCodec.body(item, PartitionState.class));
                default -> {} // what else is kept of a connection
            }
        }
        return new SweepState(state, partitions);
    }

    @Override
    public void planned(TenantId tenant, ConnectionState seen, SweepRun run) {
        change(kept(tenant, seen.connection()), seen, state -> state.planned(run));
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
        change(kept(tenant, connection), connection(tenant, connection), change);
    }

    private void change(TenantId tenant, PartitionRef ref, UnaryOperator<PartitionState> change) {
        PartitionState initial = PartitionState.untried(ref);
        change(
                new Kept<>(Keys.partition(tenant, ref), ItemType.PARTITION, PartitionState.class, initial),
                partition(tenant, ref).orElse(initial),
                change);
    }

    private static Kept<ConnectionState> kept(TenantId tenant, ConnectionId connection) {
        return new Kept<>(
                Keys.connection(tenant, connection),
                ItemType.CONNECTION,
                ConnectionState.class,
                ConnectionState.unknown(connection));
    }

    /**
     * An item that is changed here.
     *
     * @param initial what it says before it is written
     */
    private record Kept<T>(Key key, ItemType type, Class<T> content, T initial) {
        /** @param isNew whether nothing may be there yet */
        Update replace(String before, String after, boolean isNew) {
            return new Update(key)
                    .set(Attributes.TYPE, type.value())
                    .set(Attributes.BODY, Attributes.text(after))
                    .increment(Attributes.VERSION)
                    .value("before", Attributes.text(before))
                    .when(isNew ? "attribute_not_exists(#pk) OR #body = :before" : "#body = :before");
        }
    }

    private <T> void change(Kept<T> kept, T seen, UnaryOperator<T> change) {
        T before = seen;
        String initial = ModelJson.write(kept.initial);
        String text = ModelJson.write(seen);
        for (int attempt = 1; ; attempt++) {
            String after = ModelJson.write(change.apply(before));
            if (after.equals(text)) {
                return;
            }
            Outcome outcome = table.update(kept.replace(text, after, text.equals(initial)));
            if (outcome.written()) {
                return;
            }
            Optional<Map<String, AttributeValue>> found =
                    Optional.of(outcome.before()).filter(item -> !item.isEmpty());
            before = found.map(item -> ItemCodec.body(item, kept.content)).orElse(kept.initial);
            // As it stands there, which an earlier release may have written otherwise than this one does.
            text = found.map(item -> Attributes.text(item, Attributes.BODY)).orElse(initial);
            Backoff.pause(attempt, TRIES, "%s was changed by others".formatted(kept.key.sk()));
        }
    }
}
