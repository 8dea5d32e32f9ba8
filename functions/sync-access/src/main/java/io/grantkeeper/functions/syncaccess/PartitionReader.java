package io.grantkeeper.functions.syncaccess;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem;
import io.grantkeeper.connector.Cursor;
import io.grantkeeper.connector.Page;
import io.grantkeeper.functions.connections.Wired;
import io.grantkeeper.functions.runtime.RemainingTime;
import io.grantkeeper.functions.work.Rereads;
import io.grantkeeper.identity.digest.ListedRow;
import io.grantkeeper.identity.digest.ListingProgress;
import io.grantkeeper.identity.digest.PartitionDigest;
import io.grantkeeper.identity.store.LostRaceException;
import io.grantkeeper.identity.work.SyncWork;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads a partition page by page, to its end, to the time limit, or to the first problem. */
final class PartitionReader {
    /** Enough for one more call with its retries (each at most 25 s) and for writing what was read. */
    static final Duration TIME_TO_WRAP_UP = Duration.ofSeconds(90);

    /** How a reading ended, problems apart. */
    sealed interface Reading {
        record Complete(int rows) implements Reading {}

        /** It goes on from here; what was read so far is kept. */
        record Suspended(String cursor, Optional<ConnectorProblem> problem) implements Reading {}
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
        Optional<Continuation> continuation = Continuation.of(work).filter(from -> {
            if (from.digestVersion() > digest.version()) {
                throw new LostRaceException("the digest of " + work.ref()); // a read that lags behind our own write
            }
            return from.digestVersion() == digest.version();
        });
        Optional<ListingProgress> kept = continuation.flatMap(from ->
                stores.digests().loadProgress(work.tenant(), work.ref(), Continuation.progressName(work, from.text())));
        Cursor start = kept.isPresent() ? continuation.orElseThrow().cursor() : Cursor.start();
        ListingProgress before = kept.orElseGet(() -> new ListingProgress(clock.instant(), List.of()));
        List<ListedRow> written = digest.changed(before.rows());
        var writer = new RowWriter(stores, work, digest, written);
        var listing = new Listing(stream, work, before, writer);
        try {
            return read(wired, stream, work, listing, writer, start);
        } catch (LostRaceException e) {
            writer.markAfterLostRace();
            throw e;
        }
    }

    private Reading read(
            Wired wired, AccessStream stream, SyncWork work, Listing listing, RowWriter writer, Cursor start)
            throws ConnectorException {
        Cursor cursor = start;
        while (true) {
            Instant askedAt = clock.instant();
            Page page;
            try {
                page = stream.read(wired.session(), work.partition(), cursor);
            } catch (ConnectorException e) {
                if (cursor.equals(start)) {
                    throw e;
                }
                return suspend(work, listing, writer, cursor, Optional.of(e.problem()));
            }
            listing.add(page.items(), askedAt);
            rereads.enqueue(
                    work.tenant(), work.connection(), page.rereads(), work.baseline(), "its log shows a change");
            switch (page) {
                case Page.Last _ -> {
                    listing.finish();
                    return new Reading.Complete(listing.rows());
                }
                case Page.More more -> {
                    if (more.next().equals(cursor)) {
                        throw new ConnectorException(new ConnectorProblem.UnexpectedResponse(
                                "stream '%s' gave the same cursor twice, so its listing would never end"
                                        .formatted(stream.id())));
                    }
                    cursor = more.next();
                }
            }
            if (remaining.left().compareTo(timeToWrapUp) < 0) {
                return suspend(work, listing, writer, cursor, Optional.empty());
            }
        }
    }

    private Reading suspend(
            SyncWork work, Listing listing, RowWriter writer, Cursor cursor, Optional<ConnectorProblem> problem) {
        ListingProgress progress = listing.suspend();
        String text = new Continuation(writer.digest().version(), cursor).text();
        stores.digests().saveProgress(work.tenant(), work.ref(), Continuation.progressName(work, text), progress);
        return new Reading.Suspended(text, problem);
    }
}
