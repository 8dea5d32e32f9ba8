package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.CompletedRead;
import io.grantkeeper.identity.store.ConnectionStatus;
import io.grantkeeper.identity.store.PartitionStatus;
import io.grantkeeper.identity.store.StaleStreamReason;
import io.grantkeeper.identity.store.SweepRun;
import io.grantkeeper.identity.store.SweepStatus;
import io.grantkeeper.identity.store.SweepStore;
import io.grantkeeper.identity.work.PartitionRef;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A {@code SweepStore} that stores its data in memory. Tests use it in place of the DynamoDB implementation. */
public final class InMemorySweepStore implements SweepStore {
    private final Map<ConnectionKey, ConnectionStatus> connections = new HashMap<>();
    private final Map<PartitionKey, PartitionStatus> partitions = new HashMap<>();

    private record ConnectionKey(TenantId tenant, ConnectionId connection) {}

    private record PartitionKey(TenantId tenant, PartitionRef ref) {}

    @Override
    public synchronized ConnectionStatus connection(TenantId tenant, ConnectionId connection) {
        return connections.getOrDefault(new ConnectionKey(tenant, connection), ConnectionStatus.unknown(connection));
    }

    @Override
    public void recordPlanned(TenantId tenant, ConnectionStatus seen, SweepRun run) {
        change(tenant, seen.connection(), state -> state.withLastRun(run));
    }

    @Override
    public void recordStreamPlanned(
            TenantId tenant, ConnectionId connection, String run, StreamId stream, int partitions) {
        change(tenant, connection, state -> state.withPlanned(run, stream, partitions));
    }

    @Override
    public void recordBaseline(TenantId tenant, ConnectionId connection, Instant at) {
        change(tenant, connection, state -> state.withBaseline(at));
    }

    @Override
    public void pause(TenantId tenant, ConnectionId connection, StaleStreamReason reason) {
        change(tenant, connection, state -> state.withPaused(Optional.of(reason)));
    }

    @Override
    public void resume(TenantId tenant, ConnectionId connection) {
        change(tenant, connection, state -> state.withPaused(Optional.empty()));
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
    public void recordCompleted(TenantId tenant, PartitionRef ref, CompletedRead read) {
        change(tenant, ref, state -> state.completed(read));
    }

    @Override
    public void recordAwaiting(TenantId tenant, PartitionRef ref, int awaiting) {
        change(tenant, ref, state -> state.withAwaiting(awaiting));
    }

    @Override
    public void recordFailed(TenantId tenant, PartitionRef ref, Instant at, StaleStreamReason problem) {
        change(tenant, ref, state -> state.failed(at, problem));
    }

    private synchronized void change(TenantId tenant, ConnectionId connection, UnaryOperator<ConnectionStatus> change) {
        connections.put(new ConnectionKey(tenant, connection), change.apply(connection(tenant, connection)));
    }

    private synchronized void change(TenantId tenant, PartitionRef ref, UnaryOperator<PartitionStatus> change) {
        partitions.compute(
                new PartitionKey(tenant, ref),
                (_, state) -> change.apply(state == null ? PartitionStatus.notAttempted(ref) : state));
    }
}
