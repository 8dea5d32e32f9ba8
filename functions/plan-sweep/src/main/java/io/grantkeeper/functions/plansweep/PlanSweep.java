package io.grantkeeper.functions.plansweep;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem;
import io.grantkeeper.functions.connections.Switchboard;
import io.grantkeeper.functions.connections.Wired;
import io.grantkeeper.functions.observe.Metric;
import io.grantkeeper.functions.observe.Metrics;
import io.grantkeeper.functions.work.Planning;
import io.grantkeeper.identity.store.PartitionState;
import io.grantkeeper.identity.store.StreamProblem;
import io.grantkeeper.identity.store.SweepRun;
import io.grantkeeper.identity.store.SweepState;
import io.grantkeeper.identity.store.SweepStore;
import io.grantkeeper.identity.work.Partition;
import io.grantkeeper.identity.work.PartitionRef;
import io.grantkeeper.identity.work.PlanSweepRequest;
import io.grantkeeper.identity.work.SyncWork;
import io.grantkeeper.identity.work.WorkQueue;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Plans one sweep of one connection. The run is recorded before its work is queued: when this dies in between and is
 * called again, the same run is planned again, and work that was done meanwhile is recognised by its receiver.
 */
public final class PlanSweep {
    private final Switchboard switchboard;
    private final SweepStore sweeps;
    private final WorkQueue<SyncWork> queue;
    private final TendChannels channels;
    private final Clock clock;

    public PlanSweep(
            Switchboard switchboard, SweepStore sweeps, WorkQueue<SyncWork> queue, TendChannels channels, Clock clock) {
        this.switchboard = switchboard;
        this.sweeps = sweeps;
        this.queue = queue;
        this.channels = channels;
        this.clock = clock;
    }

    /** Plans, and says what was planned. A stream that cannot be planned is told of, and does not hold up the rest. */
    public PlanSweepResult plan(PlanSweepRequest request) {
        Optional<Wired> found = switchboard.connect(request.tenant(), request.connection());
        if (found.isEmpty()) {
            return PlanSweepResult.skipped(
                    "connection '%s' of tenant '%s' is not configured; add it, or end its schedule"
                            .formatted(request.connection(), request.tenant()));
        }
        if (request.liftsAPause()) {
            sweeps.resume(request.tenant(), request.connection());
        }
        SweepState state = sweeps.state(request.tenant(), request.connection());
        Optional<StreamProblem> paused = state.connection().paused();
        if (paused.isPresent()) {
            Metrics.count(
                    Metric.PAUSED_SWEEPS, 1, found.get().connection().provider().value());
            return PlanSweepResult.skipped("paused: %s; mend that, then plan a sweep with \"resume\": true"
                    .formatted(paused.get().message()));
        }
        return plan(request, found.get(), state);
    }

    private PlanSweepResult plan(PlanSweepRequest request, Wired wired, SweepState state) {
        String run = request.connection() + "@" + request.time();
        Instant now = clock.instant();
        List<PartitionState> known = state.partitions();
        boolean neverSwept = state.connection().baselineAt().isEmpty();
        List<SyncWork> works = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (AccessStream stream : wired.connector().streams()) {
            StreamPlan plan = StreamPlan.of(stream, known, now);
            if (request.sweepsOnlyWhatIsDue() && !plan.isDue()) {
                continue;
            }
            boolean baseline = neverSwept || plan.neverRead();
            try {
                for (Partition partition : partitions(wired, plan)) {
                    works.add(work(request, plan.toRead(partition), run, baseline, now));
                }
                forgetProblem(request, stream, known, now);
            } catch (ConnectorException e) {
                problems.add("%s: %s".formatted(stream.title(), e.problem().message()));
                if (record(request, stream, e.problem(), now)) {
                    Metrics.count(
                            Metric.PAUSED_SWEEPS,
                            1,
                            wired.connection().provider().value());
                    return new PlanSweepResult(
                            run, 0, 0, "paused: " + e.problem().message(), problems);
                }
            }
        }
        sweeps.planned(request.tenant(), state.connection(), new SweepRun(run, now, works.size()));
        int rereads = queueAndTend(wired, works, neverSwept, problems);
        Metrics.count(Metric.SWEEPS, 1, wired.connection().provider().value());
        return new PlanSweepResult(run, works.size(), rereads, "", problems);
    }

    /** Has the push channel looked after while the work is put on the queue: both are others' time. */
    private int queueAndTend(Wired wired, List<SyncWork> works, boolean neverSwept, List<String> problems) {
        WorkQueue.Sending sending = queue.begin(works);
        try {
            return channels.tend(wired, neverSwept, problems);
        } finally {
            sending.await();
        }
    }

    private static List<Partition> partitions(Wired wired, StreamPlan plan) throws ConnectorException {
        try {
            return plan.stream().partitions(wired.session(), plan.known());
        } catch (IllegalArgumentException e) {
            // A setting that the connector cannot work with: this stream's trouble alone, as when it is read.
            throw new ConnectorException(new ConnectorProblem.Misconfigured(String.valueOf(e.getMessage())));
        }
    }

    private static SyncWork work(
            PlanSweepRequest request, Partition partition, String run, boolean baseline, Instant now) {
        return new SyncWork(
                request.tenant(),
                request.connection(),
                partition,
                Optional.of(run),
                Optional.empty(),
                baseline,
                0,
                now,
                "planned sweep");
    }

    /** Keeps why a stream could not be planned, for the coverage report. Returns whether the connection is paused. */
    private boolean record(PlanSweepRequest request, AccessStream stream, ConnectorProblem problem, Instant now) {
        var reason = new StreamProblem(problem.code(), problem.message());
        sweeps.failed(request.tenant(), Planning.of(request.connection(), stream.id()), now, reason);
        return switch (problem) {
            case ConnectorProblem.InvalidToken _ -> {
                sweeps.pause(request.tenant(), request.connection(), reason);
                yield true;
            }
            case ConnectorProblem.RateLimited _,
                    ConnectorProblem.Unavailable _,
                    ConnectorProblem.InsufficientScope _,
                    ConnectorProblem.NotOffered _,
                    ConnectorProblem.NotFound _,
                    ConnectorProblem.UnexpectedResponse _,
                    ConnectorProblem.Misconfigured _ -> false;
        };
    }

    private void forgetProblem(PlanSweepRequest request, AccessStream stream, List<PartitionState> known, Instant now) {
        PartitionRef planning = Planning.of(request.connection(), stream.id());
        boolean failedBefore = known.stream()
                .anyMatch(
                        state -> state.ref().equals(planning) && state.problem().isPresent());
        if (failedBefore) {
            sweeps.completed(request.tenant(), planning, Optional.empty(), now, Optional.empty(), 0);
        }
    }
}
