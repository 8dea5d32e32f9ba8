package io.grantkeeper.functions.syncaccess;

import io.grantkeeper.functions.work.Planning;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.ConnectionState;
import io.grantkeeper.identity.store.PartitionState;
import io.grantkeeper.identity.store.StreamProblem;
import io.grantkeeper.identity.store.SweepRun;
import io.grantkeeper.identity.store.SweepStore;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/** Notices when a connection has been swept completely for the first time: what shows up after that is news. */
final class Baseline {
    /** Codes of {@link io.grantkeeper.connector.ConnectorProblem} that no waiting mends: the stream stays a gap. */
    private static final Set<String> LASTING =
            Set.of("insufficient-scope", "not-offered", "not-found", "unexpected-response", "misconfigured");

    private final SweepStore sweeps;
    private final Clock clock;

    Baseline(SweepStore sweeps, Clock clock) {
        this.sweeps = sweeps;
        this.clock = clock;
    }

    /** Looks whether every partition of the latest run has settled, and records it. */
    void check(TenantId tenant, ConnectionId connection) {
        ConnectionState state = sweeps.connection(tenant, connection);
        Optional<SweepRun> run = state.lastRun();
        if (state.baselineAt().isPresent() || run.isEmpty()) {
            return;
        }
        long settled = sweeps.state(tenant, connection).partitions().stream()
                .filter(partition -> !Planning.isPlanning(partition.ref()))
                .filter(partition -> isSettled(partition, run.get()))
                .count();
        if (settled >= run.get().partitions()) {
            sweeps.baselineComplete(tenant, connection, clock.instant());
        }
    }

    private static boolean isSettled(PartitionState partition, SweepRun run) {
        boolean completed = partition.run().filter(run.id()::equals).isPresent()
                || partition
                        .completedAt()
                        .filter(at -> !at.isBefore(run.plannedAt()))
                        .isPresent();
        boolean given = partition
                        .problem()
                        .map(StreamProblem::code)
                        .filter(LASTING::contains)
                        .isPresent()
                && !partition.attemptedAt().isBefore(run.plannedAt());
        return completed || given;
    }
}
