package io.grantkeeper.functions.syncaccess;

import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.digest.DigestRow;
import io.grantkeeper.identity.digest.Hashes;
import io.grantkeeper.identity.digest.ListedRow;
import io.grantkeeper.identity.digest.PartitionDigest;
import io.grantkeeper.identity.digest.PreparedDigest;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.store.ApplyOutcome;
import io.grantkeeper.identity.store.ItemTooLargeException;
import io.grantkeeper.identity.store.LostRaceException;
import io.grantkeeper.identity.store.ObservationBatch;
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
 * Writes the rows of one partition in the order that survives a death anywhere: announce in the digest, write, remove,
 * replace the digest. A row that may not stand as listed stays uncertain in the digest, so the next listing writes it
 * again.
 */
final class RowWriter {
    private static final int ATTEMPTS_TO_MARK = 3;

    /**
     * Changed rows of one page.
     *
     * @param askedAt the instant before the page was asked for
     */
    record Batch(Instant askedAt, List<Observation> observations) {}

    private final RowStores stores;
    private final SyncWork work;
    private final List<ListedRow> written;
    private final Set<Long> removed = new HashSet<>();
    private final Set<Long> doubtful = new HashSet<>();
    private PartitionDigest digest;
    private Optional<PreparedDigest> prepared = Optional.empty();

    /** @param written rows that earlier parts of the listing have written under this digest */
    RowWriter(RowStores stores, SyncWork work, PartitionDigest digest, Collection<ListedRow> written) {
        this.stores = stores;
        this.work = work;
        this.digest = digest;
        this.written = new ArrayList<>(written);
    }

    /** The digest as it is stored now, as far as is known. */
    PartitionDigest digest() {
        return digest;
    }

    boolean isDoubtful(ListedRow row) {
        return doubtful.contains(Hashes.of(row.key()));
    }

    /**
     * Announces rows and writes those that are new or changed.
     *
     * @param missing rows that are to be removed next, announced along
     * @throws LostRaceException where another worker has the partition; nothing of this call was written then
     */
    void write(Collection<ListedRow> changed, Set<Long> missing, List<Batch> batches) {
        if (prepared.isEmpty() || !changed.isEmpty() || !missing.isEmpty()) {
            PreparedDigest announced = stores.digests().prepare(work.tenant(), work.ref(), digest, changed, missing);
            prepared = Optional.of(announced);
            digest = announced.digest();
        }
        written.addAll(changed);
        batches.forEach(this::apply);
    }

    private void apply(Batch batch) {
        try {
            ApplyOutcome outcome = stores.access()
                    .apply(work.tenant(), new ObservationBatch(batch.askedAt(), work.baseline(), batch.observations()));
            if (outcome.late() > 0) {
                // Someone has seen some of these rows later than we: which, is not told.
                doubt(batch);
            }
        } catch (ItemTooLargeException e) {
            stores.deadLetters()
                    .park(
                            "sync-access",
                            ModelJson.write(work),
                            "%s; the rest of partition %s was written".formatted(e.getMessage(), work.ref()));
            doubt(batch);
        }
    }

    private void doubt(Batch batch) {
        batch.observations().forEach(observation -> doubtful.add(Hashes.of(observation.key())));
    }

    /**
     * Removes rows that a complete listing no longer showed.
     *
     * @param missing by the hash of their key
     * @param startedAt when the listing's first page was asked for
     */
    void remove(Set<Long> missing, Instant startedAt) {
        if (missing.isEmpty()) {
            return;
        }
        removed.addAll(missing);
        Map<Long, RowKey> keys = stores.digests().keys(work.tenant(), work.ref(), missing);
        stores.access().remove(work.tenant(), keys.values(), startedAt);
    }

    /** Replaces the digest by what the complete listing showed. */
    void save(Collection<DigestRow> after) {
        PreparedDigest announced = prepared.orElseThrow(() -> new IllegalStateException("nothing was announced"));
        List<DigestRow> rows = after.stream()
                .map(row -> doubtful.contains(row.key())
                        ? new DigestRow(row.key(), row.segment(), DigestRow.UNCERTAIN)
                        : row)
                .toList();
        digest = stores.digests().save(work.tenant(), work.ref(), announced, rows);
    }

    /**
     * After a lost race: what was written stands, but the other's digest may not know of it, so these rows are marked
     * as uncertain in it. Whoever lists the partition next writes them again.
     *
     * @throws LostRaceException where others keep writing
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
            } catch (LostRaceException e) {
                if (attempt == ATTEMPTS_TO_MARK) {
                    throw e;
                }
            }
        }
    }
}
