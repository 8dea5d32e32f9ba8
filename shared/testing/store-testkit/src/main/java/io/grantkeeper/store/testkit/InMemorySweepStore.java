package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.ConnectionStatus;
import io.grantkeeper.identity.store.PartitionStatus;
import io.grantkeeper.identity.store.SweepStatus;
import io.grantkeeper.identity.store.UpdatingSweepStore;
import io.grantkeeper.identity.work.PartitionRef;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A {@code SweepStore} that stores its data in memory. Tests use it in place of the DynamoDB implementation. */
public final class InMemorySweepStore extends UpdatingSweepStore {
    private final Map<ConnectionKey, ConnectionStatus> connections = new HashMap<>();
    private final Map<PartitionKey, PartitionStatus> partitions = new HashMap<>();

    private record ConnectionKey(TenantId tenant, ConnectionId connection) {}

    private record PartitionKey(TenantId tenant, PartitionRef ref) {}

    @Override
    public synchronized ConnectionStatus connection(TenantId tenant, ConnectionId connection) {
        return connections.getOrDefault(new ConnectionKey(tenant, connection), ConnectionStatus.unknown(connection));
    }

    @Override
    public synchronized SweepStatus state(TenantId tenant, ConnectionId connection) {
        return new SweepStatus(
                connection(tenant, connection),
                partitions.entrySet().stream()
                        .filter(entry -> entry.getKey().tenant.equals(tenant)
                                && entry.getKey().ref.connection().equals(connection))
                        .map(Map.Entry::getValue)
                        .sorted(Comparator.comparing(state -> state.ref().toString()))
                        .toList());
    }

    @Override
    public synchronized Optional<PartitionStatus> partition(TenantId tenant, PartitionRef ref) {
        return Optional.ofNullable(partitions.get(new PartitionKey(tenant, ref)));
    }

    @Override
    protected synchronized void update(
            TenantId tenant, ConnectionId connection, UnaryOperator<ConnectionStatus> update) {
        connections.put(new ConnectionKey(tenant, connection), update.apply(connection(tenant, connection)));
    }

    @Override
    protected synchronized void update(TenantId tenant, PartitionRef ref, UnaryOperator<PartitionStatus> update) {
        partitions.compute(
                new PartitionKey(tenant, ref),
                (_, state) -> update.apply(state == null ? PartitionStatus.notAttempted(ref) : state));
    }
}
