package io.grantkeeper.functions.syncaccess;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem;
import io.grantkeeper.connector.PageCycleDetector;
import io.grantkeeper.connector.PartitionCursor;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.connector.activity.Activity;
import io.grantkeeper.connector.http.InterruptedReads;
import io.grantkeeper.functions.connections.ConnectedProvider;
import io.grantkeeper.functions.observability.EmbeddedMetrics;
import io.grantkeeper.functions.observability.MetricName;
import io.grantkeeper.functions.runtime.RemainingTime;
import io.grantkeeper.functions.work.RereadScheduler;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.digest.ListingCompleteness;
import io.grantkeeper.identity.digest.ListingProgress;
import io.grantkeeper.identity.digest.PartitionDigest;
import io.grantkeeper.identity.store.ConcurrentWriteException;
import io.grantkeeper.identity.work.SyncWork;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Reads a partition page by page, until the last page, the first problem, the time limit, or the point at which it is
 * worthwhile to store the progress.
 */
final class PartitionReader {
    /**
     * The metric's dimension value for activities that were dropped because a log contains more activities than are
     * stored.
     */
    private static final String ACTIVITIES_DROPPED = "activities-dropped";

    /** The time to reserve for one more call with its retries (each at most 25 s) and for writing what was read. */
    static final Duration TIME_TO_WRAP_UP = Duration.ofSeconds(90);

    /**
     * The maximum age of activities that a sweep stores. A first sweep reads months of a log. Storing all of these
     * activities would cost more writes than the inventory, so the command {@code behavior backfill} stores them on
     * request.
     */
    private static final Duration ACTIVITIES_SINCE = Duration.ofDays(3);

    /** The outcome of a read that did not throw an exception. */
    sealed interface Reading {
        /**
         * The partition was read completely.
         *
         * @param awaiting the number of the partition's rows whose removal awaits confirmation
         */
        record Complete(int rows, int awaiting) implements Reading {}

        /** The read was suspended, and everything read so far is stored. The next message resumes at {@code next}. */
        record Suspended(ResumableListing next, Optional<ConnectorProblem> problem) implements Reading {}

        /** Another message has already resumed the listing, so this message is a duplicate. */
        record AlreadyResumed() implements Reading {}

        /**
         * Another worker has changed the partition since this listing was suspended, so the listing must start over.
         */
        record Overtaken() implements Reading {}
    }

    private final RowStores stores;
    private final RereadScheduler rereads;
    private final RemainingTime remaining;
    private final Duration timeToWrapUp;
    private final Clock clock;
    private final InterruptedReads interrupted;

    PartitionReader(
            RowStores stores,
            RereadScheduler rereads,
            InterruptedReads interrupted,
            RemainingTime remaining,
            Duration timeToWrapUp,
            Clock clock) {
        this.stores = stores;
        this.rereads = rereads;
        this.remaining = remaining;
        this.timeToWrapUp = timeToWrapUp;
        this.clock = clock;
        this.interrupted = interrupted;
    }

    /**
     * Reads a partition from the point at which the work resumes, and returns the outcome.
     *
     * @throws ConnectorException if a problem occurred before anything new was read
     * @throws ConcurrentWriteException if another worker is writing the partition; the partition must be read again
     */
    Reading read(ConnectedProvider provider, AccessStream stream, SyncWork work) throws ConnectorException {
        PartitionDigest digest = stores.digests().load(work.tenant(), work.ref());
        ResumableListing from = ResumableListing.of(work);
        if (work.attempt() == 0 && work.cursor().isEmpty()) {
            interrupted.forget(listingName(work)); // a new message, so its reading must not use older responses
        }
        if (from.isBeginning()) {
            Instant startedAt = interrupted
                    .since(listingName(work), pageName(from, digest, from.cursor(), Instant.EPOCH), provider.session())
                    .orElseGet(clock::instant);
            return read(
                    provider,
                    stream,
                    work,
                    from,
                    digest,
                    new ListingProgress(startedAt, List.of(), ListingCompleteness.start()));
        }
        Optional<ListingProgress> kept =
                stores.digests().loadProgress(work.tenant(), work.ref(), from.progressName(work));
        if (kept.isEmpty()) {
            return new Reading.AlreadyResumed();
        }
        if (digest.version() < from.digestVersion()) {
            throw new ConcurrentWriteException(
                    "the digest of " + work.ref()); // this read does not show Grantkeeper's own write yet
        }
        return digest.version() > from.digestVersion()
                ? new Reading.Overtaken()
                : read(provider, stream, work, from, digest, kept.get());
    }

    private Reading read(
            ConnectedProvider provider,
            AccessStream stream,
            SyncWork work,
            ResumableListing from,
            PartitionDigest digest,
            ListingProgress before)
            throws ConnectorException {
        var writer = new PartitionRowWriter(stores, work, digest, digest.changed(before.rows()));
        var listing = new PartitionListing(stream, work, before, writer);
        try {
            return read(provider, stream, work, from, digest, listing, writer);
        } catch (ConcurrentWriteException e) {
            interrupted.forget(listingName(work));
            writer.markAfterLostRace();
            throw e;
        }
    }

    private Reading read(
            ConnectedProvider provider,
            AccessStream stream,
            SyncWork work,
            ResumableListing from,
            PartitionDigest digest,
            PartitionListing listing,
            PartitionRowWriter writer)
            throws ConnectorException {
        PartitionCursor cursor = from.cursor();
        PageCycleDetector cycleDetector = new PageCycleDetector("stream '%s'".formatted(stream.id()));
        cycleDetector.advanceTo(cursor.token().orElse(""));
        Instant begunAt = clock.instant();
        while (true) {
            PartitionCursor current = cursor;
            String name = pageName(from, digest, current, listing.startedAt());
            Instant askedAt = interrupted
                    .since(listingName(work), name, provider.session())
                    .orElseGet(clock::instant);
            StreamPage page;
            try {
                page = interrupted.read(
                        listingName(work),
                        name,
                        provider.session(),
                        session -> stream.read(session, work.partition(), current));
            } catch (ConnectorException e) {
                if (cursor.equals(from.cursor())) {
                    throw e;
                }
                return suspend(work, listing, writer, from, cursor, Optional.of(e.problem()));
            }
            listing.add(page, askedAt);
            storeActivities(work, provider.connection().provider(), page);
            // A first sweep reads every listing after the time at which its logs end, so the listings already show the
            // logged changes.
            if (!work.baseline()) {
                rereads.enqueue(work.tenant(), work.connection(), page.rereads(), false, "its log shows a change");
            }
            switch (page) {
                case StreamPage.Last _ -> {
                    int awaiting = listing.finish(new MissingRowReads(
                            provider.session(), stream, work, stores.digests(), remaining, timeToWrapUp, clock));
                    return new Reading.Complete(listing.rows(), awaiting);
                }
                case StreamPage.More more -> {
                    cycleDetector.advanceTo(more.next().token().orElse(""));
                    cursor = more.next();
                }
            }
            boolean timeIsUp = remaining.left().compareTo(timeToWrapUp) < 0;
            if (timeIsUp || listing.shouldSuspend(Duration.between(begunAt, clock.instant()))) {
                return suspend(work, listing, writer, from, cursor, Optional.empty());
            }
        }
    }

    private static String listingName(SyncWork work) {
        return "%s/%s/%s/%s"
                .formatted(
                        work.tenant(),
                        work.ref(),
                        work.run().orElse("reread"),
                        work.partition().segment().orElse(""));
    }

    /**
     * Returns a name for a page that no other read of the same listing uses. The number of restarts distinguishes reads
     * after a restart. For the first page, the digest version distinguishes reads after another worker changed the
     * partition. For later pages, the start time distinguishes reads, because a redelivered message can start over and
     * reach the same cursor.
     *
     * @param startedAt when the read started; not used for the first page
     */
    private static String pageName(
            ResumableListing from, PartitionDigest digest, PartitionCursor cursor, Instant startedAt) {
        return "%d:%s"
                .formatted(
                        from.restarts(),
                        cursor.token()
                                .map(token -> "of the reading since %s at %s".formatted(startedAt, token))
                                .orElse("first, version " + digest.version()));
    }

    private void storeActivities(SyncWork work, ProviderId provider, StreamPage page) {
        Instant now = clock.instant();
        Instant since = now.minus(ACTIVITIES_SINCE);
        List<Activity> recent = page.activities().stream()
                .filter(activity -> activity.at().isAfter(since))
                .toList();
        if (recent.isEmpty()) {
            return;
        }
        int dropped = stores.activities().add(work.tenant(), provider, work.connection(), recent, now);
        if (dropped > 0) {
            EmbeddedMetrics.count(MetricName.COVERAGE_GAPS, 1, ACTIVITIES_DROPPED);
        }
    }

    private Reading suspend(
            SyncWork work,
            PartitionListing listing,
            PartitionRowWriter writer,
            ResumableListing from,
            PartitionCursor cursor,
            Optional<ConnectorProblem> problem) {
        ListingProgress progress = listing.suspend();
        ResumableListing next = from.at(writer.digest().version(), cursor);
        stores.digests().saveProgress(work.tenant(), work.ref(), next.progressName(work), progress);
        return new Reading.Suspended(next, problem);
    }
}
