package io.grantkeeper.functions.syncaccess;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem;
import io.grantkeeper.connector.LogWindow;
import io.grantkeeper.connector.StreamNature;
import io.grantkeeper.functions.connections.Switchboard;
import io.grantkeeper.functions.connections.Wired;
import io.grantkeeper.functions.syncaccess.PartitionReader.Reading;
import io.grantkeeper.identity.store.DigestStore;
import io.grantkeeper.identity.store.LostRaceException;
import io.grantkeeper.identity.store.SweepStore;
import io.grantkeeper.identity.work.SyncWork;
import io.grantkeeper.identity.work.WorkQueue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Does one piece of work: decides whether it is to be done now, has the partition read, and records how it ended. */
public final class SyncAccess {
    private final Switchboard switchboard;
    private final SweepStore sweeps;
    private final DigestStore digests;
    private final WorkQueue<SyncWork> queue;
    private final PartitionReader reader;
    private final WorkEnds ends;
    private final Clock clock;

    SyncAccess(
            Switchboard switchboard,
            SweepStore sweeps,
            DigestStore digests,
            WorkQueue<SyncWork> queue,
            PartitionReader reader,
            WorkEnds ends,
            Clock clock) {
        this.switchboard = switchboard;
        this.sweeps = sweeps;
        this.digests = digests;
        this.queue = queue;
        this.reader = reader;
        this.ends = ends;
        this.clock = clock;
    }

    /** Does it, puts it back for later, or parks it; when this returns, the message is done with. */
    public void sync(SyncWork work) {
        Instant now = clock.instant();
        if (work.notBefore().isAfter(now)) {
            queue.send(work, Duration.between(now, work.notBefore()));
            return;
        }
        Optional<Wired> wired = switchboard.connect(work.tenant(), work.connection());
        if (wired.isEmpty()) {
            ends.park(
                    work,
                    "connection '%s' of tenant '%s' is not configured".formatted(work.connection(), work.tenant()));
            return;
        }
        Optional<AccessStream> stream = wired.get().connector().streams().stream()
                .filter(candidate -> candidate.id().equals(work.partition().stream()))
                .findFirst();
        if (stream.isEmpty()) {
            ends.park(
                    work,
                    "provider '%s' has no stream '%s'"
                            .formatted(wired.get().connection().provider(), work.partition().stream()));
            return;
        }
        if (sweeps.connection(work.tenant(), work.connection()).paused().isPresent()) {
            return; // the first sweep after it is resumed reads everything
        }
        if (isDone(work)) {
            ends.settled(work);
            return;
        }
        sync(wired.get(), stream.get(), work);
    }

    /** A message of a run that has read this partition to its end already came twice. */
    private boolean isDone(SyncWork work) {
        return work.run().isPresent()
                && sweeps.partition(work.tenant(), work.ref())
                        .filter(state -> state.run().equals(work.run()))
                        .isPresent();
    }

    private void sync(Wired wired, AccessStream stream, SyncWork work) {
        try {
            end(stream, work, readTwiceAtMost(wired, stream, work));
        } catch (LostRaceException _) {
            ends.again(work);
        } catch (ConnectorException e) {
            ends.failed(work, e.problem());
        } catch (IllegalArgumentException e) {
            // A setting or a parameter that the connector cannot work with.
            ends.failed(work, new ConnectorProblem.Misconfigured(String.valueOf(e.getMessage())));
        }
    }

    private Reading readTwiceAtMost(Wired wired, AccessStream stream, SyncWork work) throws ConnectorException {
        try {
            return reader.read(wired, stream, work);
        } catch (LostRaceException _) {
            return reader.read(wired, stream, work);
        }
    }

    private void end(AccessStream stream, SyncWork work, Reading reading) {
        switch (reading) {
            case Reading.Complete(int rows) -> ends.complete(work, watermark(stream, work), rows);
            case Reading.Suspended(Continuation next, Optional<ConnectorProblem> problem) -> {
                SyncWork rest = work.from(next.text());
                problem.ifPresentOrElse(stopped -> ends.failed(rest, stopped), () -> queue.send(rest, Duration.ZERO));
            }
            case Reading.Overtaken _ -> ends.restart(work);
            case Reading.GoneOn _ -> ends.lookAgainLater(work);
        }
        // Only now: until what comes next is durable, this message must find its rows again.
        if (work.cursor().isPresent()) {
            String at = Continuation.of(work).progressName(work);
            digests.clearProgress(work.tenant(), work.ref(), at);
        }
    }

    private static Optional<Instant> watermark(AccessStream stream, SyncWork work) {
        return switch (stream.nature()) {
            case StreamNature.LISTING -> Optional.empty();
            case StreamNature.LOG -> Optional.of(LogWindow.of(work.partition()).until());
        };
    }
}
