package io.grantkeeper.functions.syncaccess;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem;
import io.grantkeeper.connector.Cursor;
import io.grantkeeper.connector.Page;
import io.grantkeeper.connector.PageTrail;
import io.grantkeeper.functions.connections.Wired;
import io.grantkeeper.functions.runtime.RemainingTime;
import io.grantkeeper.functions.work.Rereads;
import io.grantkeeper.identity.digest.ListingProgress;
import io.grantkeeper.identity.digest.PartitionDigest;
import io.grantkeeper.identity.store.LostRaceException;
import io.grantkeeper.identity.work.SyncWork;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Reads a partition page by page, to its end, to the first problem, to the time limit, or to where what was read is worth
 * keeping.
 */
final class PartitionReader {
    /** Enough for one more call with its retries (each at most 25 s) and for writing what was read. */
    static final Duration TIME_TO_WRAP_UP = Duration.ofSeconds(90);

    /** How a reading ended, problems apart. */
    sealed interface Reading {
        record Complete(int rows) implements Reading {}

        /** It goes on from here; what was read so far is kept. */
        record Suspended(Continuation next, Optional<ConnectorProblem> problem) implements Reading {}

        /** The listing has gone on from here already: the message came twice. */
        record GoneOn() implements Reading {}

        /** Someone else has changed the partition since this listing was suspended: it must begin anew. */
        record Overtaken() implements Reading {}
    }

    private final RowStores stores;
    private final Rereads rereads;
    private final RemainingTime remaining;
    private final Duration timeToWrapUp;
    private final Clock clock;

    PartitionReader(RowStores stores, Rereads rereads, RemainingTime remaining, Duration timeToWrapUp, Clock clock) {
        this.stores = stores;
        this.rereads = rereads;
        this.remaining = remaining;
        this.timeToWrapUp = timeToWrapUp;
        this.clock = clock;
    }

    /**
     * Reads on from where the work says.
     *
     * @throws ConnectorException where nothing new was read
     * @throws LostRaceException where another worker has the partition: read it anew
     */
    Reading read(Wired wired, AccessStream stream, SyncWork work) throws ConnectorException {
        PartitionDigest digest = stores.digests().load(work.tenant(), work.ref());
        Continuation from = Continuation.of(work);
        if (from.isBeginning()) {
            return read(wired, stream, work, from, digest, new ListingProgress(clock.instant(), List.of()));
        }
        Optional<ListingProgress> kept =
                stores.digests().loadProgress(work.tenant(), work.ref(), from.progressName(work));
        if (kept.isEmpty()) {
            return new Reading.GoneOn();
        }
        if (digest.version() < from.digestVersion()) {
            throw new LostRaceException("the digest of " + work.ref()); // the read lags behind our own write
        }
        return digest.version() > from.digestVersion()
                ? new Reading.Overtaken()
                : read(wired, stream, work, from, digest, kept.get());
    }

    private Reading read(
            Wired wired,
            AccessStream stream,
            SyncWork work,
            Continuation from,
            PartitionDigest digest,
            ListingProgress before)
            throws ConnectorException {
        var writer = new RowWriter(stores, work, digest, digest.changed(before.rows()));
        var listing = new Listing(stream, work, before, writer);
        try {
            return read(wired, stream, work, from, listing, writer);
        } catch (LostRaceException e) {
            writer.markAfterLostRace();
            throw e;
        }
    }

    private Reading read(
            Wired wired, AccessStream stream, SyncWork work, Continuation from, Listing listing, RowWriter writer)
            throws ConnectorException {
        Cursor cursor = from.cursor();
        PageTrail trail = new PageTrail("stream '%s'".formatted(stream.id()));
        trail.goOnTo(cursor.token().orElse(""));
        Instant begunAt = clock.instant();
        while (true) {
            Instant askedAt = clock.instant();
            Page page;
            try {
                page = stream.read(wired.session(), work.partition(), cursor);
            } catch (ConnectorException e) {
                if (cursor.equals(from.cursor())) {
                    throw e;
                }
                return suspend(work, listing, writer, from, cursor, Optional.of(e.problem()));
            }
            listing.add(page.items(), askedAt);
            // A first sweep reads every listing after the time at which its logs end: they show what the logs tell.
            if (!work.baseline()) {
                rereads.enqueue(work.tenant(), work.connection(), page.rereads(), false, "its log shows a change");
            }
            switch (page) {
                case Page.Last _ -> {
                    listing.finish();
                    return new Reading.Complete(listing.rows());
                }
                case Page.More more -> {
                    trail.goOnTo(more.next().token().orElse(""));
                    cursor = more.next();
                }
            }
            boolean timeIsUp = remaining.left().compareTo(timeToWrapUp) < 0;
            if (timeIsUp || listing.isWorthKeeping(Duration.between(begunAt, clock.instant()))) {
                return suspend(work, listing, writer, from, cursor, Optional.empty());
            }
        }
    }

    private Reading suspend(
            SyncWork work,
            Listing listing,
            RowWriter writer,
            Continuation from,
            Cursor cursor,
            Optional<ConnectorProblem> problem) {
        ListingProgress progress = listing.suspend();
        Continuation next = from.at(writer.digest().version(), cursor);
        stores.digests().saveProgress(work.tenant(), work.ref(), next.progressName(work), progress);
        return new Reading.Suspended(next, problem);
    }
}
