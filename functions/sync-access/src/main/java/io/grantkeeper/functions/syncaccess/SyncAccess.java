package io.grantkeeper.functions.syncaccess;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem;
import io.grantkeeper.connector.LogWindow;
import io.grantkeeper.connector.StreamKind;
import io.grantkeeper.connector.http.InterruptedReads;
import io.grantkeeper.functions.connections.ConnectedProvider;
import io.grantkeeper.functions.connections.ConnectionLookup;
import io.grantkeeper.functions.planning.StreamSweepPlan;
import io.grantkeeper.functions.syncaccess.PartitionReader.Reading;
import io.grantkeeper.functions.work.PlanningPlaceholder;
import io.grantkeeper.identity.store.ConcurrentWriteException;
import io.grantkeeper.identity.store.PartitionDigestStore;
import io.grantkeeper.identity.store.SweepRun;
import io.grantkeeper.identity.store.SweepStatus;
import io.grantkeeper.identity.store.SweepStore;
import io.grantkeeper.identity.work.Partition;
import io.grantkeeper.identity.work.SyncWork;
import io.grantkeeper.identity.work.WorkQueue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Processes one piece of sync work: decides whether it is due, reads the partition, and records the outcome. */
public final class SyncAccess {
    private final ConnectionLookup connections;
    private final SweepStore sweeps;
    private final PartitionDigestStore digests;
    private final WorkQueue<SyncWork> queue;
    private final PartitionReader reader;
    private final InterruptedReads interrupted;
    private final SyncOutcomeRecorder ends;
    private final Clock clock;

    SyncAccess(
            ConnectionLookup connections,
            SweepStore sweeps,
            PartitionDigestStore digests,
            WorkQueue<SyncWork> queue,
            PartitionReader reader,
            InterruptedReads interrupted,
            SyncOutcomeRecorder ends,
            Clock clock) {
        this.connections = connections;
        this.sweeps = sweeps;
        this.digests = digests;
        this.queue = queue;
        this.reader = reader;
        this.interrupted = interrupted;
        this.ends = ends;
        this.clock = clock;
    }

    /**
     * Processes the work, sends it back to the queue for later, or moves it to the parking queue. When this method
     * returns, the message can be deleted.
     */
    public void sync(SyncWork work) {
        Instant now = clock.instant();
        if (work.notBefore().isAfter(now)) {
            queue.send(work, Duration.between(now, work.notBefore()));
            return;
        }
        Optional<ConnectedProvider> provider = connections.connect(work.tenant(), work.connection());
        if (provider.isEmpty()) {
            ends.moveToParkingQueue(
                    work,
                    "connection '%s' of tenant '%s' is not configured".formatted(work.connection(), work.tenant()));
            return;
        }
        Optional<AccessStream> stream = provider.get().connector().streams().stream()
                .filter(candidate -> candidate.id().equals(work.partition().stream()))
                .findFirst();
        if (stream.isEmpty()) {
            ends.moveToParkingQueue(
                    work,
                    "provider '%s' has no stream '%s'"
                            .formatted(provider.get().connection().provider(), work.partition().stream()));
            return;
        }
        if (sweeps.connection(work.tenant(), work.connection()).paused().isPresent()) {
            return; // the first sweep after the connection is resumed reads everything
        }
        if (isDone(work)) {
            ends.checkBaseline(work);
            return;
        }
        if (PlanningPlaceholder.isPlanning(work.ref())) {
            plan(provider.get(), stream.get(), work);
        } else {
            sync(provider.get(), stream.get(), work);
        }
    }

    /**
     * Plans a stream that could not be planned together with its sweep because the provider accepted no calls at that
     * time. Does nothing if a later sweep has been planned since.
     */
    private void plan(ConnectedProvider provider, AccessStream stream, SyncWork work) {
        SweepStatus state = sweeps.state(work.tenant(), work.connection());
        Optional<String> run = state.connection().lastRun().map(SweepRun::id);
        if (run.isEmpty() || !run.equals(work.run())) {
            return;
        }
        try {
            StreamSweepPlan plan = StreamSweepPlan.of(stream, state.partitions(), clock.instant());
            List<SyncWork> works = interrupted.read(
                    "%s/%s/%s".formatted(work.tenant(), work.ref(), run.get()),
                    "partitions",
                    provider.session(),
                    session -> plan.works(
                            new ConnectedProvider(provider.connection(), provider.connector(), session),
                            run.get(),
                            work.baseline()));
            sweeps.recordStreamPlanned(work.tenant(), work.connection(), run.get(), stream.id(), works.size());
            queue.send(works, Duration.ZERO);
            ends.complete(work, Optional.empty(), 0, 0);
        } catch (ConnectorException e) {
            boolean waits = e.problem() instanceof ConnectorProblem.RateLimited
                    || e.problem() instanceof ConnectorProblem.Unavailable;
            if (!waits) {
                sweeps.recordStreamPlanned(work.tenant(), work.connection(), run.get(), stream.id(), 0);
            }
            ends.failed(work, e.problem());
        }
    }

    /** Returns whether this run has already read the partition completely, so that the message is a duplicate. */
    private boolean isDone(SyncWork work) {
        return work.run().isPresent()
                && sweeps.partition(work.tenant(), work.ref())
                        .filter(state -> state.run().equals(work.run()))
                        .isPresent();
    }

    private void sync(ConnectedProvider provider, AccessStream stream, SyncWork work) {
        try {
            recordEnd(provider, stream, work, readTwiceAtMost(provider, stream, work));
        } catch (ConcurrentWriteException _) {
            ends.retryAfterLostRace(work);
        } catch (ConnectorException e) {
            replanOrFail(provider, stream, work, e.problem());
        } catch (IllegalArgumentException e) {
            // The connector rejects a setting or a parameter.
            ends.failed(work, new ConnectorProblem.Misconfigured(String.valueOf(e.getMessage())));
        }
    }

    private Reading readTwiceAtMost(ConnectedProvider provider, AccessStream stream, SyncWork work)
            throws ConnectorException {
        try {
            return reader.read(provider, stream, work);
        } catch (ConcurrentWriteException _) {
            return reader.read(provider, stream, work);
        }
    }

    private void recordEnd(ConnectedProvider provider, AccessStream stream, SyncWork work, Reading reading) {
        switch (reading) {
            case Reading.Complete(int rows, int awaiting) ->
                ends.complete(work, watermark(stream, work), rows, awaiting);
            case Reading.Suspended(ResumableListing next, Optional<ConnectorProblem> problem) -> {
                SyncWork rest = work.resumeFrom(next.text());
                problem.ifPresentOrElse(
                        stopped -> replanOrFail(provider, stream, rest, stopped),
                        () -> queue.send(rest, Duration.ZERO));
            }
            case Reading.Overtaken _ -> ends.restart(work);
            case Reading.AlreadyResumed _ -> ends.checkLater(work);
        }
        clearProgress(work);
    }

    /**
     * Deletes the rows that were stored to resume a listing. Called only after the next message is durable: until then,
     * a redelivery of this message must be able to find its rows.
     */
    private void clearProgress(SyncWork work) {
        if (work.cursor().isPresent()) {
            String at = ResumableListing.of(work).progressName(work);
            digests.clearProgress(work.tenant(), work.ref(), at);
        }
    }

    /**
     * Handles a problem that stopped the read. If the provider did not find the object that the partition names, the
     * partition is planned again and read in its current form. Otherwise, a removed object would remain a coverage gap
     * until the next sweep, and its rows would remain live.
     */
    private void replanOrFail(
            ConnectedProvider provider, AccessStream stream, SyncWork work, ConnectorProblem problem) {
        if (!(problem instanceof ConnectorProblem.NotFound)
                || stream.kind() == StreamKind.LOG
                || work.partition().segment().isPresent()) {
            ends.failed(work, problem);
            return;
        }
        try {
            Optional<Partition> replanned = interrupted.read(
                    "%s/%s/%s".formatted(work.tenant(), work.ref(), work.run().orElse("reread")),
                    "partitions",
                    provider.session(),
                    session -> StreamSweepPlan.replan(stream, session, work.partition()));
            if (replanned.isPresent() && ends.restart(work, replanned.get())) {
                clearProgress(work);
            } else {
                ends.failed(work, problem);
            }
        } catch (ConnectorException e) {
            ends.failed(work, e.problem());
        }
    }

    private static Optional<Instant> watermark(AccessStream stream, SyncWork work) {
        return switch (stream.kind()) {
            case StreamKind.LISTING -> Optional.empty();
            case StreamKind.LOG -> Optional.of(LogWindow.of(work.partition()).until());
        };
    }
}
