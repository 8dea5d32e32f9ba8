package io.grantkeeper.functions.plansweep;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem;
import io.grantkeeper.functions.connections.ConnectedProvider;
import io.grantkeeper.functions.connections.ConnectionLookup;
import io.grantkeeper.functions.observability.EmbeddedMetrics;
import io.grantkeeper.functions.observability.MetricName;
import io.grantkeeper.functions.planning.StreamSweepPlan;
import io.grantkeeper.functions.work.PlanningPlaceholder;
import io.grantkeeper.identity.store.CompletedRead;
import io.grantkeeper.identity.store.PartitionStatus;
import io.grantkeeper.identity.store.StaleStreamReason;
import io.grantkeeper.identity.store.SweepRun;
import io.grantkeeper.identity.store.SweepStatus;
import io.grantkeeper.identity.store.SweepStore;
import io.grantkeeper.identity.work.PartitionRef;
import io.grantkeeper.identity.work.PlanSweepRequest;
import io.grantkeeper.identity.work.SyncWork;
import io.grantkeeper.identity.work.WorkQueue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Plans one sweep of one connection. The run is recorded before its work is queued. If planning is interrupted and
 * repeated, the same run is planned again, and the functions that receive the work skip what is already done.
 */
public final class PlanSweep {
    /**
     * The delay of the queued message that plans a stream again after an outage. If the outage persists, that message
     * is retried with backoff.
     */
    private static final Duration AFTER_OUTAGE = Duration.ofSeconds(15);

    private final ConnectionLookup connections;
    private final SweepStore sweeps;
    private final WorkQueue<SyncWork> queue;
    private final RenewPushChannels channels;
    private final Clock clock;

    public PlanSweep(
            ConnectionLookup connections,
            SweepStore sweeps,
            WorkQueue<SyncWork> queue,
            RenewPushChannels channels,
            Clock clock) {
        this.connections = connections;
        this.sweeps = sweeps;
        this.queue = queue;
        this.channels = channels;
        this.clock = clock;
    }

    /**
     * Plans the sweep and returns the result. A stream that cannot be planned does not block the other streams, unless
     * its problem pauses the connection. If the provider throttles or has an outage, a queued message plans the stream
     * later. Every problem except throttling is reported.
     */
    public PlanSweepResult plan(PlanSweepRequest request) {
        Optional<ConnectedProvider> found = connections.connect(request.tenant(), request.connection());
        if (found.isEmpty()) {
            return PlanSweepResult.skipped(
                    "connection '%s' of tenant '%s' is not configured; add it to the configuration or delete its schedule"
                            .formatted(request.connection(), request.tenant()));
        }
        if (request.liftsPause()) {
            sweeps.resume(request.tenant(), request.connection());
        }
        SweepStatus state = sweeps.state(request.tenant(), request.connection());
        Optional<StaleStreamReason> paused = state.connection().paused();
        if (paused.isPresent()) {
            EmbeddedMetrics.count(
                    MetricName.PAUSED_SWEEPS,
                    1,
                    found.get().connection().provider().value());
            return PlanSweepResult.skipped("paused: %s; fix the cause, then plan a sweep with \"resume\": true"
                    .formatted(paused.get().message()));
        }
        return plan(request, found.get(), state);
    }

    private PlanSweepResult plan(PlanSweepRequest request, ConnectedProvider provider, SweepStatus state) {
        String run = request.connection() + "@" + request.time();
        Instant now = clock.instant();
        List<PartitionStatus> known = state.partitions();
        boolean neverSwept = state.connection().baselineAt().isEmpty();
        List<SyncWork> works = new ArrayList<>();
        List<SyncWork> waiting = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (AccessStream stream : provider.connector().streams()) {
            StreamSweepPlan plan = StreamSweepPlan.of(stream, known, now);
            if (request.sweepsOnlyDueStreams() && !plan.isDue()) {
                continue;
            }
            boolean baseline = neverSwept || plan.neverRead();
            try {
                works.addAll(plan.works(provider, run, baseline));
                clearProblem(request, stream, known, now);
            } catch (ConnectorException e) {
                boolean isPaused = recordProblem(request, stream, e.problem(), now);
                if (!(e.problem() instanceof ConnectorProblem.RateLimited)) {
                    problems.add("%s: %s".formatted(stream.title(), e.problem().message()));
                }
                if (isPaused) {
                    EmbeddedMetrics.count(
                            MetricName.PAUSED_SWEEPS,
                            1,
                            provider.connection().provider().value());
                    return new PlanSweepResult(
                            run, 0, 0, "paused: " + e.problem().message(), problems);
                }
                notBefore(e.problem(), now).ifPresent(at -> waiting.add(plan.later(provider, run, baseline, at)));
            }
        }
        SweepRun planned = new SweepRun(run, now, works.size())
                .withUnplanned(
                        waiting.stream().map(work -> work.partition().stream()).collect(Collectors.toSet()));
        sweeps.recordPlanned(request.tenant(), state.connection(), planned);
        int rereads = queueAndRenewChannel(
                provider, Stream.concat(works.stream(), waiting.stream()).toList(), neverSwept, problems);
        EmbeddedMetrics.count(
                MetricName.SWEEPS, 1, provider.connection().provider().value());
        return new PlanSweepResult(run, works.size(), rereads, "", problems);
    }

    /**
     * Returns when to retry planning a stream, if planning failed because the provider accepts no calls now. Returns
     * empty for a problem that waiting does not solve.
     */
    private static Optional<Instant> notBefore(ConnectorProblem problem, Instant now) {
        return switch (problem) {
            case ConnectorProblem.RateLimited limited -> Optional.of(now.plus(limited.retryAfter()));
            case ConnectorProblem.Unavailable _ -> Optional.of(now.plus(AFTER_OUTAGE));
            case ConnectorProblem.InvalidToken _,
                    ConnectorProblem.InsufficientScope _,
                    ConnectorProblem.NotOffered _,
                    ConnectorProblem.NotFound _,
                    ConnectorProblem.UnexpectedResponse _,
                    ConnectorProblem.Misconfigured _ -> Optional.empty();
        };
    }

    /**
     * Queues the work and renews the push channel at the same time, because both mostly wait for other services.
     *
     * @return the number of rereads that the renewal queued
     */
    private int queueAndRenewChannel(
            ConnectedProvider provider, List<SyncWork> works, boolean neverSwept, List<String> problems) {
        WorkQueue.PendingSend sending = queue.startSending(works);
        try {
            return channels.renew(provider, neverSwept, problems);
        } finally {
            sending.await();
        }
    }

    /**
     * Stores the reason why a stream could not be planned, for the coverage report.
     *
     * @return whether the connection is paused
     */
    private boolean recordProblem(
            PlanSweepRequest request, AccessStream stream, ConnectorProblem problem, Instant now) {
        var reason = new StaleStreamReason(problem.code(), problem.message());
        sweeps.recordFailed(request.tenant(), PlanningPlaceholder.of(request.connection(), stream.id()), now, reason);
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

    private void clearProblem(PlanSweepRequest request, AccessStream stream, List<PartitionStatus> known, Instant now) {
        PartitionRef planning = PlanningPlaceholder.of(request.connection(), stream.id());
        boolean failedBefore = known.stream()
                .anyMatch(
                        state -> state.ref().equals(planning) && state.problem().isPresent());
        if (failedBefore) {
            sweeps.recordCompleted(
                    request.tenant(), planning, new CompletedRead(Optional.empty(), now, Optional.empty(), 0));
        }
    }
}
