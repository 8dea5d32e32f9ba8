package io.grantkeeper.infra.deploy;

import io.grantkeeper.functions.work.PlanningPlaceholder;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.PartitionStatus;
import io.grantkeeper.identity.store.StaleStreamReason;
import io.grantkeeper.identity.store.SweepRun;
import io.grantkeeper.identity.store.SweepStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Waits until a planned sweep has read every partition. */
final class SweepCheck {
    private static final String CHECK = "sweep";
    private static final Duration PAUSE = Duration.ofSeconds(3);

    /** The codes of the problems after which {@code sync-access} tries again to read a partition. */
    private static final Set<String> TEMPORARY = Set.of("rate-limited", "unavailable");

    private final SmokeCheckPorts ports;
    private final TenantId tenant;
    private final ConnectionId connection;
    private final String table;

    SweepCheck(SmokeCheckPorts ports, TenantId tenant, ConnectionId connection, String table) {
        this.ports = ports;
        this.tenant = tenant;
        this.connection = connection;
        this.table = table;
    }

    /**
     * The state of a sweep.
     *
     * @param planned the number of planned partitions
     * @param failed the partitions that failed and are not read again
     */
    private record Progress(int planned, int read, int rows, List<PartitionStatus> failed, Optional<String> paused) {
        private boolean isComplete() {
            return read + failed.size() >= planned || paused.isPresent();
        }
    }

    SmokeCheckLine await(SmokeCheckDeadline end) throws InterruptedException {
        Instant start = ports.clock().instant();
        Optional<Progress> progress = progress();
        while (!end.isOver() && !progress.map(Progress::isComplete).orElse(false)) {
            ports.pause().wait(end.leftAtMost(PAUSE));
            progress = progress();
        }
        Duration took = Duration.between(start, ports.clock().instant());
        return progress.map(known -> line(known, took))
                .orElseGet(() -> SmokeCheckLine.failed(CHECK, "no sweep of %s is stored".formatted(connection)));
    }

    private SmokeCheckLine line(Progress progress, Duration took) {
        if (progress.paused().isPresent()) {
            return SmokeCheckLine.failed(
                    CHECK,
                    "%s is paused: %s".formatted(connection, progress.paused().get()));
        }
        if (!progress.failed().isEmpty()) {
            return SmokeCheckLine.failed(
                    CHECK,
                    "%s: read %d of %d partitions; %s"
                            .formatted(
                                    connection,
                                    progress.read(),
                                    progress.planned(),
                                    progress.failed().stream()
                                            .map(SweepCheck::problem)
                                            .distinct()
                                            .collect(Collectors.joining("; "))));
        }
        if (progress.isComplete()) {
            return SmokeCheckLine.passed(
                    CHECK,
                    "%s: read %d partitions with %d rows".formatted(connection, progress.read(), progress.rows()));
        }
        String so = "%s: read %d of %d partitions in %d s"
                .formatted(connection, progress.read(), progress.planned(), took.toSeconds());
        return progress.read() == 0
                ? SmokeCheckLine.failed(CHECK, so + "; check the log group of sync-access")
                : SmokeCheckLine.notChecked(
                        CHECK,
                        so + "; the sweep continues: run 'scripts/grantkeeper coverage --table %s'".formatted(table));
    }

    private static String problem(PartitionStatus partition) {
        StaleStreamReason problem = partition.problem().orElseThrow();
        return "%s: %s, %s".formatted(partition.ref().stream(), problem.code(), problem.message());
    }

    /** Returns the progress of the latest sweep; empty if none is stored. */
    private Optional<Progress> progress() {
        SweepStatus state = ports.sweeps().state(tenant, connection);
        return state.connection().lastRun().map(run -> progress(state, run));
    }

    private static Progress progress(SweepStatus state, SweepRun run) {
        List<PartitionStatus> partitions = state.partitions().stream()
                .filter(partition -> !PlanningPlaceholder.isPlanning(partition.ref()))
                .toList();
        List<PartitionStatus> read = partitions.stream()
                .filter(partition -> partition
                        .completedAt()
                        .filter(at -> !at.isBefore(run.plannedAt()))
                        .isPresent())
                .toList();
        List<PartitionStatus> failed = partitions.stream()
                .filter(partition -> !read.contains(partition))
                .filter(partition -> !partition.attemptedAt().isBefore(run.plannedAt()))
                .filter(partition -> partition
                        .problem()
                        .filter(problem -> !TEMPORARY.contains(problem.code()))
                        .isPresent())
                .toList();
        return new Progress(
                run.partitions(),
                read.size(),
                read.stream().mapToInt(PartitionStatus::rows).sum(),
                failed,
                state.connection().paused().map(StaleStreamReason::message));
    }
}
