package io.grantkeeper.functions.syncaccess;

import io.grantkeeper.functions.work.PlanningPlaceholder;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.ConnectionStatus;
import io.grantkeeper.identity.store.PartitionStatus;
import io.grantkeeper.identity.store.StaleStreamReason;
import io.grantkeeper.identity.store.SweepRun;
import io.grantkeeper.identity.store.SweepStore;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/**
 * Detects when a connection has been swept completely for the first time. Everything that appears after this first
 * sweep is reported as new.
 */
final class FirstSweepBaseline {
    /**
     * The codes of those kinds of {@link io.grantkeeper.connector.ConnectorProblem} that waiting does not fix. A stream
     * with
     * such a problem remains a coverage gap.
     */
    private static final Set<String> LASTING =
            Set.of("insufficient-scope", "not-offered", "not-found", "unexpected-response", "misconfigured");

    private final SweepStore sweeps;
    private final Clock clock;

    FirstSweepBaseline(SweepStore sweeps, Clock clock) {
        this.sweeps = sweeps;
        this.clock = clock;
    }

    /**
     * Records the baseline if, in the latest sweep, every partition was read completely or has a problem that waiting
     * does not fix.
     */
    void check(TenantId tenant, ConnectionId connection) {
        ConnectionStatus state = sweeps.connection(tenant, connection);
        Optional<SweepRun> run = state.lastRun();
        if (state.baselineAt().isPresent() || run.isEmpty() || !run.get().isPlanned()) {
            return;
        }
        long settled = sweeps.state(tenant, connection).partitions().stream()
                .filter(partition -> !PlanningPlaceholder.isPlanning(partition.ref()))
                .filter(partition -> isSettled(partition, run.get()))
                .count();
        if (settled >= run.get().partitions()) {
            sweeps.recordBaseline(tenant, connection, clock.instant());
        }
    }

    private static boolean isSettled(PartitionStatus partition, SweepRun run) {
        boolean completed = partition.run().filter(run.id()::equals).isPresent()
                || partition
                        .completedAt()
                        .filter(at -> !at.isBefore(run.plannedAt()))
                        .isPresent();
        boolean given = partition
                        .problem()
                        .map(StaleStreamReason::code)
                        .filter(LASTING::contains)
                        .isPresent()
                && !partition.attemptedAt().isBefore(run.plannedAt());
        return completed || given;
    }
}
