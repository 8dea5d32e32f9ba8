package io.grantkeeper.functions.syncaccess;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.StreamKind;
import io.grantkeeper.connector.StreamPage;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.digest.ListingCompleteness;
import io.grantkeeper.identity.digest.ListingProgress;
import io.grantkeeper.identity.digest.ListingRow;
import io.grantkeeper.identity.digest.PartitionDigest;
import io.grantkeeper.identity.digest.PartitionDigestComparison;
import io.grantkeeper.identity.digest.RemovalProof;
import io.grantkeeper.identity.digest.RowDigest;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.work.SyncWork;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One read of a partition. Collects the pages and writes the rows that differ from the stored digest of the previous
 * listing. Removes the rows that were not listed and replaces the digest only after the last page; until then, it
 * removes nothing, even after a failure. A row whose removal the listing does not prove stays live and awaits
 * confirmation.
 */
final class PartitionListing {
    /**
     * The minimum number of changed rows to collect before they are written. The digest must be prepared for each
     * write, so a few large writes are cheaper than many small ones.
     */
    private static final int MIN_TO_KEEP = 2_000;

    /** The maximum number of changed rows to collect, to limit memory. */
    private static final int MAX_TO_KEEP = 10_000;

    /**
     * The divisor for the minimum growth between suspensions: a listing is normally suspended again only after it has
     * grown by one fifth, because each suspension stores all rows read so far.
     */
    private static final int PART = 5;

    private static final Duration MAX_UNKEPT = Duration.ofMinutes(1);

    private final AccessStream stream;
    private final SyncWork work;
    private final Instant startedAt;
    private final PartitionRowWriter writer;
    private final List<ListingRow> rows;
    private final int kept;
    private final Map<RowKey, ListingRow> waiting = new HashMap<>();
    private final List<PartitionRowWriter.Batch> batches = new ArrayList<>();
    private final Set<RowKey> seen = new HashSet<>();
    private ListingCompleteness walk;
    private boolean begun;

    PartitionListing(AccessStream stream, SyncWork work, ListingProgress before, PartitionRowWriter writer) {
        this.stream = stream;
        this.work = work;
        this.startedAt = before.startedAt();
        this.rows = new ArrayList<>(before.rows());
        this.kept = rows.size();
        this.writer = writer;
        this.walk = before.walk();
        this.begun = !ResumableListing.of(work).isBeginning();
        before.rows().forEach(row -> seen.add(row.key()));
    }

    /**
     * Adds one page.
     *
     * @param askedAt the instant before the page was requested; the page's content was current at this instant or later
     */
    void add(StreamPage page, Instant askedAt) {
        int repeats = 0;
        for (AccessObservation observation : page.items()) {
            if (!seen.add(observation.key())) {
                repeats++;
            }
        }
        walk = page.count().addTo(walk, !begun).withRepeats(repeats);
        begun = true;
        add(page.items(), askedAt);
    }

    /**
     * Adds rows that were read directly, and not as part of the listing.
     *
     * @param askedAt the instant before the rows were requested
     */
    void add(List<AccessObservation> page, Instant askedAt) {
        Map<RowKey, ListingRow> listed = new HashMap<>();
        for (AccessObservation observation : page) {
            ListingRow row = new ListingRow(
                    observation.key(), stream.segmentOf(observation), ModelJson.contentHash(observation));
            rows.add(row);
            listed.put(row.key(), row);
        }
        Map<RowKey, ListingRow> changed = new HashMap<>();
        writer.digest().changed(listed.values()).forEach(row -> changed.put(row.key(), row));
        // If an earlier page showed this row differently, it is written again, even if it now equals the digest.
        listed.forEach((key, row) -> {
            if (waiting.containsKey(key)) {
                changed.put(key, row);
            }
        });
        if (changed.isEmpty()) {
            return;
        }
        waiting.putAll(changed);
        batches.add(new PartitionRowWriter.Batch(
                askedAt,
                page.stream()
                        .filter(observation -> changed.containsKey(observation.key()))
                        .toList()));
    }

    /**
     * Returns whether to {@link #suspend} and resume in a separate message, so that an interruption loses at most a
     * minute of reading or a fifth of the listing. Rows are written only when the listing is suspended. If they were
     * written earlier, an interrupted listing could not tell its own rows from another worker's, and would start over.
     *
     * @param reading how long this part of the listing has taken
     */
    boolean shouldSuspend(Duration reading) {
        int growth = kept / PART;
        return waiting.size() >= Math.clamp(growth, MIN_TO_KEEP, MAX_TO_KEEP)
                || (reading.compareTo(MAX_UNKEPT) >= 0 && rows.size() - kept >= growth);
    }

    /**
     * Writes the collected rows, so that the listing can resume in another invocation. A row is marked as uncertain if
     * its stored content might differ from the listed content.
     */
    ListingProgress suspend() {
        flush();
        return new ListingProgress(
                startedAt,
                rows.stream()
                        .map(row -> writer.isUncertain(row)
                                ? new ListingRow(row.key(), row.segment(), RowDigest.UNCERTAIN)
                                : row)
                        .toList(),
                walk);
    }

    /**
     * Completes a listing after its last page. An unchanged listing writes nothing.
     *
     * @return the number of the partition's rows whose removal awaits confirmation
     */
    int finish(MissingRowReads directReads) {
        PartitionDigestComparison comparison = compare(writer.digest());
        if (!comparison.missing().isEmpty()) {
            comparison = withoutUnprovenRemovals(comparison.missing(), directReads);
        }
        if (!comparison.isUnchanged()) {
            writer.write(waiting.values(), comparison.missing(), batches);
            writer.remove(comparison.missing(), startedAt);
            writer.save(comparison.after().values());
        }
        return writer.digest().awaiting();
    }

    /**
     * Compares the listing with the digest, and keeps the missing rows whose removal nothing proves: neither the listing
     * itself, nor a direct read, nor an earlier listing that did not contain them either.
     */
    private PartitionDigestComparison withoutUnprovenRemovals(Set<Long> missing, MissingRowReads directReads) {
        PartitionDigest digest = writer.digest();
        boolean segment = work.partition().segment().isPresent();
        boolean hasNewRows = rows.stream().anyMatch(row -> digest.isNew(row.key()));
        RemovalProof proof = segment
                ? stream.order().proofOfSegment(walk, hasNewRows)
                : stream.order().proof(walk, hasNewRows);
        Set<Long> unproven = missing.stream()
                .filter(key -> !isProven(proof, digest.rows().get(key)))
                .collect(Collectors.toCollection(HashSet::new));
        if (!unproven.isEmpty() && !segment) {
            unproven.removeAll(directReads.findRemoved(unproven, digest, this));
        }
        if (proof == RemovalProof.UNCONFIRMED) {
            unproven.removeIf(digest::isMissingOnce);
        }
        return compare(digest).keeping(unproven, digest, proof == RemovalProof.UNCONFIRMED);
    }

    private boolean isProven(RemovalProof proof, @Nullable RowDigest row) {
        return switch (proof) {
            case REMOVED -> true;
            case UNCONFIRMED -> row != null && walk.wholeSegments().contains(row.segment());
            case NOTHING -> false;
        };
    }

    Instant startedAt() {
        return startedAt;
    }

    int rows() {
        return (int) rows.stream().map(ListingRow::key).distinct().count();
    }

    private PartitionDigestComparison compare(PartitionDigest digest) {
        PartitionDigestComparison comparison =
                digest.compare(rows, work.partition().segment());
        return switch (stream.kind()) {
            case StreamKind.LISTING -> comparison;
            // A log's rows are never removed. The digest contains only the rows of this window, because the next window
            // can overlap only this one.
            case StreamKind.LOG ->
                new PartitionDigestComparison(
                        comparison.changed(),
                        Set.of(),
                        Set.of(),
                        false,
                        PartitionDigest.empty()
                                .compare(rows, work.partition().segment())
                                .after());
        };
    }

    private void flush() {
        if (!waiting.isEmpty()) {
            writer.write(waiting.values(), Set.of(), batches);
            waiting.clear();
            batches.clear();
        }
    }
}
