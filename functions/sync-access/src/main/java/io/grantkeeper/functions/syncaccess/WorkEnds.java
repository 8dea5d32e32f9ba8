package io.grantkeeper.functions.syncaccess;

import io.grantkeeper.connector.ConnectorProblem;
import io.grantkeeper.functions.observe.Metric;
import io.grantkeeper.functions.observe.Metrics;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.store.PartitionState;
import io.grantkeeper.identity.store.StreamProblem;
import io.grantkeeper.identity.store.SweepStore;
import io.grantkeeper.identity.work.DeadLetters;
import io.grantkeeper.identity.work.SyncWork;
import io.grantkeeper.identity.work.WorkQueue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Records how a piece of work ended, and what becomes of its message. */
final class WorkEnds {
    private final SweepStore sweeps;
    private final WorkQueue<SyncWork> queue;
    private final DeadLetters deadLetters;
    private final Baseline baseline;
    private final Clock clock;

    WorkEnds(SweepStore sweeps, WorkQueue<SyncWork> queue, DeadLetters deadLetters, Clock clock) {
        this.sweeps = sweeps;
        this.queue = queue;
        this.deadLetters = deadLetters;
        this.baseline = new Baseline(sweeps, clock);
        this.clock = clock;
    }

    /** The partition was read to its end; a segment alone says nothing of the whole. */
    void complete(SyncWork work, Optional<Instant> watermark, int rows) {
        if (work.partition().segment().isEmpty()) {
            sweeps.completed(work.tenant(), work.ref(), work.run(), clock.instant(), watermark, rows);
        }
        settled(work);
    }

    /** Nothing more will come of this work in its run: perhaps the first complete sweep ends with it. */
    void settled(SyncWork work) {
        if (work.baseline()) {
            baseline.check(work.tenant(), work.connection());
        }
    }

    /** Parks the message, since no retry would mend it. */
    void park(SyncWork work, String reason) {
        deadLetters.park("sync-access", ModelJson.write(work), reason);
    }

    /** Others keep writing the same partition: let them finish. */
    void again(SyncWork work) {
        retry(work, "other workers kept changing the partition", Backoff.afterLostRace(work));
    }

    /**
     * Others changed the partition while its listing was suspended: it begins anew, later each time, so that of two
     * listings that overtake each other one comes to its end.
     */
    void restart(SyncWork work) {
        Continuation anew = Continuation.of(work).restarted();
        if (anew.restarts() > Backoff.MAX_ATTEMPTS) {
            park(work, "given up after %d restarts: others kept changing the partition".formatted(anew.restarts()));
            return;
        }
        begin(work, anew, Backoff.beforeRestart(work, anew.restarts()));
    }

    /**
     * The rows that this listing had read are no longer kept, so it has gone on. Should that have come to nothing, it
     * begins anew, but not before it has had its time.
     */
    void lookAgainLater(SyncWork work) {
        if (work.run().isPresent()) {
            begin(work, Continuation.of(work).restarted(), Backoff.LONGEST);
        }
    }

    private void begin(SyncWork work, Continuation anew, Duration delay) {
        SyncWork begun = work.from(anew.text());
        queue.send(begun.retryAt(clock.instant().plus(delay)), delay);
    }

    /** It stopped at a problem. What was known before still holds; nothing is removed. */
    void failed(SyncWork work, ConnectorProblem problem) {
        boolean stays =
                switch (problem) {
                    case ConnectorProblem.RateLimited limited ->
                        waitForLimit(work, Backoff.afterRateLimit(work, limited.retryAfter(), sweeping(work)));
                    case ConnectorProblem.Unavailable _ -> retry(work, problem.message(), Backoff.afterOutage(work));
                    case ConnectorProblem.InvalidToken _ -> {
                        sweeps.pause(work.tenant(), work.connection(), reason(problem));
                        yield false;
                    }
                    case ConnectorProblem.UnexpectedResponse _, ConnectorProblem.Misconfigured _ -> {
                        park(work, problem.message());
                        yield false;
                    }
                    case ConnectorProblem.InsufficientScope _,
                            ConnectorProblem.NotOffered _,
                            ConnectorProblem.NotFound _ -> {
                        Metrics.count(Metric.COVERAGE_GAPS, 1, problem.code());
                        yield false;
                    }
                };
        if (work.partition().segment().isEmpty() && !isToldAlready(work, problem)) {
            sweeps.failed(work.tenant(), work.ref(), clock.instant(), reason(problem));
        }
        if (!stays) {
            settled(work);
        }
    }

    /** A large tenant waits for its limit again and again: one record of that is enough, and a look is cheaper. */
    private boolean isToldAlready(SyncWork work, ConnectorProblem problem) {
        return problem instanceof ConnectorProblem.RateLimited
                && sweeps.partition(work.tenant(), work.ref())
                        .flatMap(PartitionState::problem)
                        .filter(told -> told.code().equals(problem.code()))
                        .isPresent();
    }

    /**
     * Puts work back until there is room. Never given up: nothing is wrong, and a large tenant takes as long as its
     * provider's limit says. Waits count as attempts only until they are spread widely enough.
     */
    private boolean waitForLimit(SyncWork work, Duration delay) {
        Instant notBefore = clock.instant().plus(delay);
        queue.send(
                work.attempt() < Backoff.WIDEST_SPREAD_AT ? work.retryAt(notBefore) : work.putBackUntil(notBefore),
                delay);
        return true;
    }

    private Optional<Duration> sweeping(SyncWork work) {
        return work.run()
                .flatMap(run -> sweeps.connection(work.tenant(), work.connection())
                        .lastRun()
                        .filter(last -> last.id().equals(run)))
                .map(run -> Duration.between(run.plannedAt(), clock.instant()));
    }

    /** Puts work back, or parks it after too many attempts. Returns whether it was put back. */
    private boolean retry(SyncWork work, String why, Duration delay) {
        if (work.attempt() >= Backoff.MAX_ATTEMPTS) {
            park(work, "given up after %d attempts in a row: %s".formatted(work.attempt(), why));
            return false;
        }
        queue.send(work.retryAt(clock.instant().plus(delay)), delay);
        return true;
    }

    private static StreamProblem reason(ConnectorProblem problem) {
        return new StreamProblem(problem.code(), problem.message());
    }
}
