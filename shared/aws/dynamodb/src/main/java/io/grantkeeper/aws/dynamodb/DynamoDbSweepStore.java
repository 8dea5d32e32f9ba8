package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.dynamodb.DynamoDbTable.Freshness;
import io.grantkeeper.aws.dynamodb.DynamoDbTable.Outcome;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.store.ConnectionStatus;
import io.grantkeeper.identity.store.PartitionStatus;
import io.grantkeeper.identity.store.SweepRun;
import io.grantkeeper.identity.store.SweepStatus;
import io.grantkeeper.identity.store.UpdatingSweepStore;
import io.grantkeeper.identity.work.PartitionRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Stores the state of connections and their partitions, with one table partition per connection. Every change is
 * applied in memory to the state that was read. The result is written only if the stored state has not changed in the
 * meantime; otherwise, the change is applied to the new state. A change that has no effect is not written.
 */
public final class DynamoDbSweepStore extends UpdatingSweepStore {
    private static final int TRIES = 40;

    private final DynamoDbTable table;

    public DynamoDbSweepStore(DynamoDbTable table) {
        this.table = table;
    }

    @Override
    public ConnectionStatus connection(TenantId tenant, ConnectionId connection) {
        return table.get(TableKeys.connection(tenant, connection), Freshness.STRONG)
                .map(item -> ItemCodec.body(item, ConnectionStatus.class))
                .orElseGet(() -> ConnectionStatus.unknown(connection));
    }

    @Override
    public SweepStatus state(TenantId tenant, ConnectionId connection) {
        ConnectionStatus state = ConnectionStatus.unknown(connection);
        List<PartitionStatus> partitions = new ArrayList<>();
        for (Map<String, AttributeValue> item :
                table.queryAll(TableKeys.connectionPartition(tenant, connection), "", Freshness.STRONG)) {
            switch (ItemCodec.type(item)) {
                case CONNECTION -> state = ItemCodec.body(item, ConnectionStatus.class);
                case PARTITION -> partitions.add(ItemCodec.body(item, PartitionStatus.class));
                default -> {} // the partition also contains other items of the connection
            }
        }
        return new SweepStatus(state, partitions);
    }

    @Override
    public void recordPlanned(TenantId tenant, ConnectionStatus seen, SweepRun run) {
        change(connectionItem(tenant, seen.connection()), seen, state -> state.withLastRun(run));
    }

    @Override
    public Optional<PartitionStatus> partition(TenantId tenant, PartitionRef ref) {
        return table.get(TableKeys.partition(tenant, ref), Freshness.STRONG)
                .map(item -> ItemCodec.body(item, PartitionStatus.class));
    }

    @Override
    protected void update(TenantId tenant, ConnectionId connection, UnaryOperator<ConnectionStatus> update) {
        change(connectionItem(tenant, connection), connection(tenant, connection), update);
    }

    @Override
    protected void update(TenantId tenant, PartitionRef ref, UnaryOperator<PartitionStatus> update) {
        PartitionStatus initial = PartitionStatus.notAttempted(ref);
        change(
                new ChangeableItem<>(
                        TableKeys.partition(tenant, ref), ItemType.PARTITION, PartitionStatus.class, initial),
                partition(tenant, ref).orElse(initial),
                update);
    }

    private static ChangeableItem<ConnectionStatus> connectionItem(TenantId tenant, ConnectionId connection) {
        return new ChangeableItem<>(
                TableKeys.connection(tenant, connection),
                ItemType.CONNECTION,
                ConnectionStatus.class,
                ConnectionStatus.unknown(connection));
    }

    /**
     * An item that this store can change.
     *
     * @param initial the content to assume before the item is first written
     */
    private record ChangeableItem<T>(PrimaryKey key, ItemType type, Class<T> content, T initial) {
        /**
         * Creates the update that replaces the content.
         *
         * @param isNew whether the item might not exist yet
         */
        ConditionalUpdate replace(String before, String after, boolean isNew) {
            return new ConditionalUpdate(key)
                    .set(TableAttributes.TYPE, type.value())
                    .set(TableAttributes.BODY, TableAttributes.text(after))
                    .increment(TableAttributes.VERSION)
                    .value("before", TableAttributes.text(before))
                    .when(isNew ? "attribute_not_exists(#pk) OR #body = :before" : "#body = :before");
        }
    }

    private <T> void change(ChangeableItem<T> kept, T seen, UnaryOperator<T> change) {
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
            // The condition uses the body exactly as stored, because an earlier release may have written it
            // differently.
            text = found.map(item -> TableAttributes.text(item, TableAttributes.BODY))
                    .orElse(initial);
            JitteredBackoff.pause(attempt, TRIES, "%s was changed by another writer".formatted(kept.key.sk()));
        }
    }
}
