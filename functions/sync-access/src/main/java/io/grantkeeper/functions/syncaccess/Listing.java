package io.grantkeeper.functions.syncaccess;

import io.grantkeeper.connector.AccessStream;
import io.grantkeeper.connector.StreamNature;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.digest.DigestComparison;
import io.grantkeeper.identity.digest.DigestRow;
import io.grantkeeper.identity.digest.ListedRow;
import io.grantkeeper.identity.digest.ListingProgress;
import io.grantkeeper.identity.digest.PartitionDigest;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.work.SyncWork;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One reading of a partition: takes its pages, writes the rows that differ from the digest, and at its last page
 * removes what is gone and replaces the digest. Until then nothing is removed, whatever happens.
 */
final class Listing {
    /** Changed rows that are gathered before they are written, at the least: fewer write-ahead records. */
    private static final int LEAST_TO_KEEP = 2_000;

    /** And at the most: bounded memory. */
    private static final int MOST_TO_KEEP = 10_000;

    /** What is kept is all that was read so far, so it is kept again only once it has grown by this part. */
    private static final int PART = 5;

    private static final Duration LONGEST_UNKEPT = Duration.ofMinutes(1);

    private final AccessStream stream;
    private final SyncWork work;
    private final Instant startedAt;
    private final RowWriter writer;
    private final List<ListedRow> rows;
    private final int kept;
    private final Map<RowKey, ListedRow> waiting = new HashMap<>();
    private final List<RowWriter.Batch> batches = new ArrayList<>();

    Listing(AccessStream stream, SyncWork work, ListingProgress before, RowWriter writer) {
        this.stream = stream;
        this.work = work;
        this.startedAt = before.startedAt();
        this.rows = new ArrayList<>(before.rows());
        this.kept = rows.size();
        this.writer = writer;
    }

    /**
     * Takes one page.
     *
     * @param askedAt the instant before the page was asked for: what it shows held then or later
     */
    void add(List<Observation> page, Instant askedAt) {
        Map<RowKey, ListedRow> listed = new HashMap<>();
        for (Observation observation : page) {
            ListedRow row =
                    new ListedRow(observation.key(), stream.segmentOf(observation), ModelJson.contentHash(observation));
            rows.add(row);
            listed.put(row.key(), row);
        }
        Map<RowKey, ListedRow> changed = new HashMap<>();
        writer.digest().changed(listed.values()).forEach(row -> changed.put(row.key(), row));
        // A row that an earlier page showed otherwise is written again, even where it now equals the digest.
        listed.forEach((key, row) -> {
            if (waiting.containsKey(key)) {
                changed.put(key, row);
            }
        });
        if (changed.isEmpty()) {
            return;
        }
        waiting.putAll(changed);
        batches.add(new RowWriter.Batch(
                askedAt,
                page.stream()
                        .filter(observation -> changed.containsKey(observation.key()))
                        .toList()));
    }

    /**
     * Whether to {@link #suspend} and go on in a message of its own, so that a process which is killed loses no more than
     * a minute of reading or a fifth of the listing. Rows are written on that occasion only: were they written earlier,
     * nobody could tell after a death whose they are, and the listing would begin anew.
     *
     * @param reading how long this part of the listing has taken
     */
    boolean isWorthKeeping(Duration reading) {
        int growth = kept / PART;
        return waiting.size() >= Math.clamp(growth, LEAST_TO_KEEP, MOST_TO_KEEP)
                || (reading.compareTo(LONGEST_UNKEPT) >= 0 && rows.size() - kept >= growth);
    }

    /** Writes what was gathered, so that the listing can go on elsewhere; rows that may not stand count as doubtful. */
    ListingProgress suspend() {
        flush();
        return new ListingProgress(
                startedAt,
                rows.stream()
                        .map(row -> writer.isDoubtful(row)
                                ? new ListedRow(row.key(), row.segment(), DigestRow.UNCERTAIN)
                                : row)
                        .toList());
    }

    /** Ends a listing whose last page was read. An unchanged one writes nothing. */
    void finish() {
        DigestComparison comparison = compare(writer.digest());
        if (comparison.isUnchanged()) {
            return;
        }
        writer.write(waiting.values(), comparison.missing(), batches);
        writer.remove(comparison.missing(), startedAt);
        writer.save(comparison.after().values());
    }

    int rows() {
        return (int) rows.stream().map(ListedRow::key).distinct().count();
    }

    private DigestComparison compare(PartitionDigest digest) {
        DigestComparison comparison = digest.compare(rows, work.partition().segment());
        return switch (stream.nature()) {
            case StreamNature.LISTING -> comparison;
            // A log's rows are never gone. Only this window's are remembered: the next one overlaps with no other.
            case StreamNature.LOG ->
                new DigestComparison(
                        comparison.changed(),
                        Set.of(),
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
