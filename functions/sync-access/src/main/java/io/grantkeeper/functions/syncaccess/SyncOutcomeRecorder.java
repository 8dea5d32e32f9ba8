package io.grantkeeper.functions.syncaccess;

import io.grantkeeper.connector.ConnectorProblem;
import io.grantkeeper.functions.observability.EmbeddedMetrics;
import io.grantkeeper.functions.observability.MetricName;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.store.CompletedRead;
import io.grantkeeper.identity.store.PartitionStatus;
import io.grantkeeper.identity.store.StaleStreamReason;
import io.grantkeeper.identity.store.SweepStore;
import io.grantkeeper.identity.work.ParkingQueue;
import io.grantkeeper.identity.work.Partition;
import io.grantkeeper.identity.work.SyncWork;
import io.grantkeeper.identity.work.WorkQueue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Records the outcome of a piece of sync work, and decides what happens to its message. */
final class SyncOutcomeRecorder {
    private final SweepStore sweeps;
    private final WorkQueue<SyncWork> queue;
    private final ParkingQueue deadLetters;
    private final FirstSweepBaseline baseline;
    private final Clock clock;

    SyncOutcomeRecorder(SweepStore sweeps, WorkQueue<SyncWork> queue, ParkingQueue deadLetters, Clock clock) {
        this.sweeps = sweeps;
        this.queue = queue;
        this.deadLetters = deadLetters;
        this.baseline = new FirstSweepBaseline(sweeps, clock);
        this.clock = clock;
    }

    /**
     * Records that the partition was read completely. A reread of only one segment does not count as a complete read.
     *
     * @param watermark the position up to which a log was read; empty for a listing
     * @param awaiting the number of the partition's rows whose removal awaits confirmation
     */
    void complete(SyncWork work, Optional<Instant> watermark, int rows, int awaiting) {
        if (work.partition().segment().isEmpty()) {
            sweeps.recordCompleted(
                    work.tenant(),
                    work.ref(),
                    new CompletedRead(work.run(), clock.instant(), watermark, rows, awaiting));
        } else {
            recordAwaiting(work, awaiting);
        }
        checkBaseline(work);
    }

    /**
     * Checks whether the connection's first sweep is complete. Called whenever a piece of its work has ended and will
     * not be retried.
     */
    void checkBaseline(SyncWork work) {
        if (work.baseline()) {
            baseline.check(work.tenant(), work.connection());
        }
    }

    /** Records the number of removals that await confirmation, if a reread of a segment has changed it. */
    private void recordAwaiting(SyncWork work, int awaiting) {
        boolean changed = sweeps.partition(work.tenant(), work.ref())
                .filter(state -> state.awaitingRows() != awaiting)
                .isPresent();
        if (changed) {
            sweeps.recordAwaiting(work.tenant(), work.ref(), awaiting);
        }
    }

    /** Moves a message that no retry can fix to the parking queue. */
    void moveToParkingQueue(SyncWork work, String reason) {
        deadLetters.park("sync-access", ModelJson.write(work), reason);
    }

    /** Retries the work later, because other workers keep writing the same partition. */
    void retryAfterLostRace(SyncWork work) {
        retry(work, "other workers kept changing the partition", RetryBackoff.afterLostRace(work));
    }

    /**
     * Starts the listing over, because another worker changed the partition while the listing was suspended. Each
     * restart waits longer, so that one of two listings that interrupt each other completes.
     */
    void restart(SyncWork work) {
        ResumableListing next = ResumableListing.of(work).restarted();
        if (next.restarts() > RetryBackoff.MAX_ATTEMPTS) {
            moveToParkingQueue(
                    work,
                    "stopped after %d restarts: other workers kept changing the partition".formatted(next.restarts()));
            return;
        }
        startOver(work, next, RetryBackoff.beforeRestart(work, next.restarts()));
    }

    /**
     * Starts the listing over with the partition as it was planned again. Each restart waits longer. The number of
     * restarts is limited, because a provider could keep changing what it lists.
     *
     * @return whether the listing starts over
     */
    boolean restart(SyncWork work, Partition plannedAgain) {
        ResumableListing next = ResumableListing.of(work).restarted();
        if (next.restarts() > RetryBackoff.MAX_ATTEMPTS) {
            return false;
        }
        startOver(work.withPartition(plannedAgain), next, RetryBackoff.beforeRestart(work, next.restarts()));
        return true;
    }

    /**
     * Schedules a check of whether the listing has completed. Called when the rows that this message refers to are no
     * longer stored, which means that another delivery of the message has already resumed the listing. If that delivery
     * fails, the check starts the listing over; the delay of the check gives the delivery time to finish first. Outside
     * a sweep, nothing is scheduled.
     */
    void checkLater(SyncWork work) {
        if (work.run().isPresent()) {
            startOver(work, ResumableListing.of(work).restarted(), RetryBackoff.LONGEST);
        }
    }

    private void startOver(SyncWork work, ResumableListing next, Duration delay) {
        SyncWork begun = work.resumeFrom(next.text());
        queue.send(begun.retryAt(clock.instant().plus(delay)), delay);
    }

    /** Records the problem that stopped the read. Stored rows remain valid, and nothing is removed. */
    void failed(SyncWork work, ConnectorProblem problem) {
        boolean stays =
                switch (problem) {
                    case ConnectorProblem.RateLimited limited ->
                        waitForLimit(
                                work,
                                RetryBackoff.afterRateLimit(work, limited.retryAfter(), timeSinceSweepBegan(work)));
                    case ConnectorProblem.Unavailable _ ->
                        retry(work, problem.message(), RetryBackoff.afterOutage(work));
                    case ConnectorProblem.InvalidToken _ -> {
                        sweeps.pause(work.tenant(), work.connection(), toStreamProblem(problem));
                        yield false;
                    }
                    case ConnectorProblem.UnexpectedResponse _, ConnectorProblem.Misconfigured _ -> {
                        moveToParkingQueue(work, problem.message());
                        yield false;
                    }
                    case ConnectorProblem.InsufficientScope _,
                            ConnectorProblem.NotOffered _,
                            ConnectorProblem.NotFound _ -> {
                        EmbeddedMetrics.count(MetricName.COVERAGE_GAPS, 1, problem.code());
                        yield false;
                    }
                };
        if (work.partition().segment().isEmpty() && !isAlreadyRecorded(work, problem)) {
            sweeps.recordFailed(work.tenant(), work.ref(), clock.instant(), toStreamProblem(problem));
        }
        if (!stays) {
            checkBaseline(work);
        }
    }

    /**
     * Returns whether the same rate limit is already recorded. A large tenant is throttled repeatedly. One record is
     * enough, and a read costs less than a write.
     */
    private boolean isAlreadyRecorded(SyncWork work, ConnectorProblem problem) {
        return problem instanceof ConnectorProblem.RateLimited
                && sweeps.partition(work.tenant(), work.ref())
                        .flatMap(PartitionStatus::problem)
                        .filter(told -> told.code().equals(problem.code()))
                        .isPresent();
    }

    /**
     * Sends work back to the queue until the rate limit allows it. The work is never moved to the parking queue:
     * nothing is wrong, and a large tenant takes as long as its provider's limit requires. Waits count as attempts only
     * until the jitter has reached its maximum.
     */
    private boolean waitForLimit(SyncWork work, Duration delay) {
        Instant notBefore = clock.instant().plus(delay);
        queue.send(
                work.attempt() < RetryBackoff.WIDEST_SPREAD_AT
                        ? work.retryAt(notBefore)
                        : work.postponeUntil(notBefore),
                delay);
        return true;
    }

    private Optional<Duration> timeSinceSweepBegan(SyncWork work) {
        return work.run()
                .flatMap(run -> sweeps.connection(work.tenant(), work.connection())
                        .lastRun()
                        .filter(last -> last.id().equals(run)))
                .map(run -> Duration.between(run.plannedAt(), clock.instant()));
    }

    /**
     * Sends work back to the queue, or moves it to the parking queue after too many attempts.
     *
     * @return whether the work was sent back to the queue
     */
    private boolean retry(SyncWork work, String why, Duration delay) {
        if (work.attempt() >= RetryBackoff.MAX_ATTEMPTS) {
            moveToParkingQueue(work, "stopped after %d consecutive attempts: %s".formatted(work.attempt(), why));
            return false;
        }
        queue.send(work.retryAt(clock.instant().plus(delay)), delay);
        return true;
    }

    private static StaleStreamReason toStreamProblem(ConnectorProblem problem) {
        return new StaleStreamReason(problem.code(), problem.message());
    }
}
