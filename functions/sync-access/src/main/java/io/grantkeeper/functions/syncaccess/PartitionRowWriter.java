package io.grantkeeper.functions.syncaccess;

import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.digest.ListingRow;
import io.grantkeeper.identity.digest.PartitionDigest;
import io.grantkeeper.identity.digest.PartitionDigestLease;
import io.grantkeeper.identity.digest.RowDigest;
import io.grantkeeper.identity.digest.RowHashes;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.store.ConcurrentWriteException;
import io.grantkeeper.identity.store.ItemTooLargeException;
import io.grantkeeper.identity.store.ObservationBatch;
import io.grantkeeper.identity.store.ObservationBatchOutcome;
import io.grantkeeper.identity.work.SyncWork;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes the rows of one partition in an order that tolerates an interruption at any point: prepare the digest, write,
 * remove, replace the digest. A row whose stored content might differ from the listed content stays uncertain in the
 * digest, so the next listing writes it again.
 */
final class PartitionRowWriter {
    private static final int ATTEMPTS_TO_MARK = 3;

    /**
     * The changed rows of one page.
     *
     * @param askedAt the instant before the page was requested
     */
    record Batch(Instant askedAt, List<AccessObservation> observations) {}

    private final RowStores stores;
    private final SyncWork work;
    private final List<ListingRow> written;
    private final Set<Long> removed = new HashSet<>();
    private final Set<Long> doubtful = new HashSet<>();
    private PartitionDigest digest;
    private Optional<PartitionDigestLease> prepared = Optional.empty();

    /**
     * Creates a writer.
     *
     * @param written the rows that earlier parts of the listing have written under this digest
     */
    PartitionRowWriter(RowStores stores, SyncWork work, PartitionDigest digest, Collection<ListingRow> written) {
        this.stores = stores;
        this.work = work;
        this.digest = digest;
        this.written = new ArrayList<>(written);
    }

    /** Returns the digest that is currently stored, as far as this writer knows. */
    PartitionDigest digest() {
        return digest;
    }

    boolean isUncertain(ListingRow row) {
        return doubtful.contains(RowHashes.of(row.key()));
    }

    /**
     * Prepares the digest for changed rows, and writes the rows.
     *
     * @param missing the rows that are removed next; the digest is prepared for their removal at the same time
     * @throws ConcurrentWriteException if another worker is writing the partition; then this call has written nothing
     */
    void write(Collection<ListingRow> changed, Set<Long> missing, List<Batch> batches) {
        if (prepared.isEmpty() || !changed.isEmpty() || !missing.isEmpty()) {
            PartitionDigestLease announced =
                    stores.digests().prepare(work.tenant(), work.ref(), digest, changed, missing);
            prepared = Optional.of(announced);
            digest = announced.digest();
        }
        written.addAll(changed);
        batches.forEach(this::apply);
    }

    private void apply(Batch batch) {
        try {
            ObservationBatchOutcome outcome = stores.access()
                    .apply(
                            work.tenant(),
                            new ObservationBatch(
                                    batch.askedAt(),
                                    Optional.of(work.ref().stream()),
                                    work.baseline(),
                                    batch.observations()));
            if (outcome.late() > 0) {
                // Another worker has stored a later observation of some of these rows, but the store does not say
                // which.
                markUncertain(batch);
            }
        } catch (ItemTooLargeException e) {
            stores.deadLetters()
                    .park(
                            "sync-access",
                            ModelJson.write(work),
                            "%s; the other rows of partition %s were written".formatted(e.getMessage(), work.ref()));
            markUncertain(batch);
        }
    }

    private void markUncertain(Batch batch) {
        batch.observations().forEach(observation -> doubtful.add(RowHashes.of(observation.key())));
    }

    /**
     * Removes the rows that a complete listing no longer contains.
     *
     * @param missing the hashes of the rows' keys
     * @param startedAt when the listing's first page was requested
     */
    void remove(Set<Long> missing, Instant startedAt) {
        if (missing.isEmpty()) {
            return;
        }
        removed.addAll(missing);
        Map<Long, RowKey> keys = stores.digests().keys(work.tenant(), work.ref(), missing);
        stores.access().remove(work.tenant(), keys.values(), startedAt);
    }

    /**
     * Replaces the partition's digest with the digest of the complete listing.
     *
     * @param after the digests of all listed rows
     */
    void save(Collection<RowDigest> after) {
        PartitionDigestLease announced =
                prepared.orElseThrow(() -> new IllegalStateException("the digest was not prepared"));
        List<RowDigest> rows = after.stream()
                .map(row -> doubtful.contains(row.key())
                        ? new RowDigest(row.key(), row.segment(), RowDigest.UNCERTAIN)
                        : row)
                .toList();
        digest = stores.digests().save(work.tenant(), work.ref(), announced, rows);
    }

    /**
     * Marks this writer's rows as uncertain in the digest of another worker. The other worker's digest has replaced
     * this writer's digest, and may not include these rows. The next listing of the partition then writes the rows
     * again.
     *
     * @throws ConcurrentWriteException if other workers keep writing
     */
    void markAfterLostRace() {
        if (written.isEmpty() && removed.isEmpty()) {
            return;
        }
        for (int attempt = 1; ; attempt++) {
            try {
                PartitionDigest now = stores.digests().load(work.tenant(), work.ref());
                stores.digests().prepare(work.tenant(), work.ref(), now, written, removed);
                return;
            } catch (ConcurrentWriteException e) {
                if (attempt == ATTEMPTS_TO_MARK) {
                    throw e;
                }
            }
        }
    }
}
