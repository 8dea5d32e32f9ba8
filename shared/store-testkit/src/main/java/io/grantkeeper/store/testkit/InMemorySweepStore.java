package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.ConnectionState;
import io.grantkeeper.identity.store.PartitionState;
import io.grantkeeper.identity.store.StreamProblem;
import io.grantkeeper.identity.store.SweepRun;
import io.grantkeeper.identity.store.SweepState;
import io.grantkeeper.identity.store.SweepStore;
import io.grantkeeper.identity.work.PartitionRef;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Keeps sweep runs and freshness in memory. */
public final class InMemorySweepStore implements SweepStore {
    private final Map<ConnectionKey, ConnectionState> connections = new HashMap<>();
    private final Map<PartitionKey, PartitionState> partitions = new HashMap<>();

    private record ConnectionKey(TenantId tenant, ConnectionId connection) {}

    private record PartitionKey(TenantId tenant, PartitionRef ref) {}

    @Override
    public synchronized ConnectionState connection(TenantId tenant, ConnectionId connection) {
        return connections.getOrDefault(new ConnectionKey(tenant, connection), ConnectionState.unknown(connection));
    }

    @Override
    public void planned(TenantId tenant, ConnectionState seen, SweepRun run) {
        change(tenant, seen.connection(), state -> state.planned(run));
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
    public synchronized SweepState state(TenantId tenant, ConnectionId connection) {
        return new SweepState(
                connection(tenant, connection),
                partitions.entrySet().stream()
                        .filter(entry -> entry.getKey().tenant.equals(tenant)
                                && entry.getKey().ref.connection().equals(connection))
                        .map(Map.Entry::getValue)
                        .sorted(Comparator.comparing(state -> state.ref().toString()))
                        .toList());
    }

    @Override
    public synchronized Optional<PartitionState> partition(TenantId tenant, PartitionRef ref) {
        return Optional.ofNullable(partitions.get(new PartitionKey(tenant, ref)));
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

    private synchronized void change(TenantId tenant, ConnectionId connection, UnaryOperator<ConnectionState> change) {
        connections.put(new ConnectionKey(tenant, connection), change.apply(connection(tenant, connection)));
    }

    private synchronized void change(TenantId tenant, PartitionRef ref, UnaryOperator<PartitionState> change) {
        partitions.compute(
                new PartitionKey(tenant, ref),
                (_, state) -> change.apply(state == null ? PartitionState.untried(ref) : state));
    }
}
