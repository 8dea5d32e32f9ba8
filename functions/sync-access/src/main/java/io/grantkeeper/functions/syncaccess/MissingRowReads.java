package io.grantkeeper.functions.syncaccess;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem;
import io.grantkeeper.connector.PageCycleDetector;
import io.grantkeeper.connector.PartitionCursor;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.functions.runtime.RemainingTime;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.digest.ListingCompleteness;
import io.grantkeeper.identity.digest.PartitionDigest;
import io.grantkeeper.identity.digest.RemovalProof;
import io.grantkeeper.identity.digest.RowDigest;
import io.grantkeeper.identity.digest.RowHashes;
import io.grantkeeper.identity.store.PartitionDigestStore;
import io.grantkeeper.identity.work.Partition;
import io.grantkeeper.identity.work.SyncWork;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Checks each row that is missing from a listing by directly reading the segment of the partition (for example one
 * person) to which the row belongs. A row that the direct read returns is live; a row that a complete direct read does
 * not return has been removed. If the direct read fails or proves nothing, the next listing decides.
 */
final class MissingRowReads {
    /**
     * The maximum number of segments that are read directly after one listing. If more rows are missing, most of them
     * have probably been removed, and the next listing costs less than a call for each of them.
     */
    private static final int MAX_SEGMENTS = 100;

    private final ProviderSession session;
    private final AccessStream stream;
    private final SyncWork work;
    private final PartitionDigestStore digests;
    private final RemainingTime remaining;
    private final Duration timeToWrapUp;
    private final Clock clock;

    MissingRowReads(
            ProviderSession session,
            AccessStream stream,
            SyncWork work,
            PartitionDigestStore digests,
            RemainingTime remaining,
            Duration timeToWrapUp,
            Clock clock) {
        this.session = session;
        this.stream = stream;
        this.work = work;
        this.digests = digests;
        this.remaining = remaining;
        this.timeToWrapUp = timeToWrapUp;
        this.clock = clock;
    }

    /** The result of a direct read. */
    private record SegmentRows(List<AccessObservation> items, ListingCompleteness walk) {}

    /**
     * Reads the segments of missing rows, and adds the rows that still exist to the listing.
     *
     * @param missing the key hashes of the rows that the listing did not contain
     * @return the key hashes of those rows that have been removed
     */
    Set<Long> findRemoved(Set<Long> missing, PartitionDigest digest, PartitionListing listing) {
        Set<Long> removed = new HashSet<>();
        int reads = 0;
        for (Map.Entry<String, Set<Long>> segment : segments(missing, digest).entrySet()) {
            Optional<Partition> direct = stream.directRead(work.partition(), segment.getKey());
            if (direct.isEmpty()) {
                continue;
            }
            if (++reads > MAX_SEGMENTS || remaining.left().compareTo(timeToWrapUp) < 0) {
                return removed;
            }
            try {
                removed.addAll(findRemoved(segment.getValue(), direct.get(), digest, listing));
            } catch (ConnectorException e) {
                if (affectsAllCalls(e.problem())) {
                    return removed;
                }
            }
        }
        return removed;
    }

    private Set<Long> findRemoved(Set<Long> missing, Partition direct, PartitionDigest digest, PartitionListing listing)
            throws ConnectorException {
        Instant askedAt = clock.instant();
        SegmentRows rows = read(direct);
        listing.add(rows.items(), askedAt);
        Set<Long> removed = new HashSet<>();
        boolean hasNewRows = rows.items().stream().anyMatch(row -> digest.isNew(row.key()));
        if (stream.order().proofOfSegment(rows.walk(), hasNewRows) == RemovalProof.REMOVED) {
            removed.addAll(missing);
            rows.items().forEach(row -> removed.remove(RowHashes.of(row.key())));
        }
        return removed;
    }

    private SegmentRows read(Partition direct) throws ConnectorException {
        List<AccessObservation> items = new ArrayList<>();
        ListingCompleteness walk = ListingCompleteness.start();
        PageCycleDetector pages = new PageCycleDetector("stream '%s', one segment".formatted(stream.id()));
        PartitionCursor cursor = PartitionCursor.start();
        while (true) {
            StreamPage page = stream.read(session, direct, cursor);
            walk = page.count().addTo(walk, cursor.token().isEmpty());
            items.addAll(page.items());
            switch (page) {
                case StreamPage.Last _ -> {
                    return new SegmentRows(items, walk);
                }
                case StreamPage.More more -> {
                    pages.advanceTo(more.next().token().orElse(""));
                    cursor = more.next();
                }
            }
        }
    }

    /**
     * Groups rows by their segments. Rows without a segment are omitted, and so are rows whose segment has changed since
     * their key was stored.
     */
    private Map<String, Set<Long>> segments(Set<Long> missing, PartitionDigest digest) {
        Map<String, Set<Long>> segments = new TreeMap<>();
        Set<Long> inSegments = new HashSet<>(missing);
        inSegments.removeIf(key -> segmentOf(digest, key) == RowHashes.ofSegment(""));
        if (inSegments.isEmpty()) {
            return segments;
        }
        digests.listed(work.tenant(), work.ref(), inSegments).forEach((key, row) -> {
            if (RowHashes.ofSegment(row.segment()) == segmentOf(digest, key)) {
                segments.computeIfAbsent(row.segment(), _ -> new HashSet<>()).add(key);
            }
        });
        return segments;
    }

    private static long segmentOf(PartitionDigest digest, long key) {
        RowDigest row = digest.rows().get(key);
        return row == null ? RowHashes.ofSegment("") : row.segment();
    }

    /** Returns whether other calls would fail with the same problem, so that these calls can be skipped. */
    private static boolean affectsAllCalls(ConnectorProblem problem) {
        return switch (problem) {
            case ConnectorProblem.RateLimited _,
                    ConnectorProblem.Unavailable _,
                    ConnectorProblem.InvalidToken _,
                    ConnectorProblem.InsufficientScope _,
                    ConnectorProblem.NotOffered _,
                    ConnectorProblem.Misconfigured _ -> true;
            case ConnectorProblem.NotFound _, ConnectorProblem.UnexpectedResponse _ -> false;
        };
    }
}
