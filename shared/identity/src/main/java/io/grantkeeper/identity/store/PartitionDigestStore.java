package io.grantkeeper.identity.store;

import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.digest.ListingProgress;
import io.grantkeeper.identity.digest.ListingRow;
import io.grantkeeper.identity.digest.PartitionDigest;
import io.grantkeeper.identity.digest.PartitionDigestLease;
import io.grantkeeper.identity.digest.RowDigest;
import io.grantkeeper.identity.work.PartitionRef;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Stores one compact digest per partition, so that a sweep that finds no changes consumes capacity per partition
 * instead of per row.
 *
 * <p>A change follows the sequence {@code load → prepare → AccessStore.apply and remove → save}. Preparing first
 * records the rows about to change, with their full keys. If the work is interrupted at any point, the next reader
 * finds those rows marked as uncertain and writes or removes them again. So rows and digest can never diverge
 * permanently. An unchanged partition is only loaded.
 */
public interface PartitionDigestStore {
    /**
     * Loads the digest, which is empty and has version 0 if the partition was never prepared. The loaded digest may be
     * older than the latest one for a short time; {@link #prepare} detects this.
     */
    PartitionDigest load(TenantId tenant, PartitionRef partition);

    /**
     * Records that rows are about to be written or removed, and takes the partition over from any worker that prepared
     * it before.
     *
     * @param from the digest that was loaded, or prepared for an earlier page of the same listing
     * @param changed rows about to be written
     * @param missing known rows about to be removed, by the hash of their key
     * @throws ConcurrentWriteException if the stored version differs; nothing may be written then
     */
    PartitionDigestLease prepare(
            TenantId tenant,
            PartitionRef partition,
            PartitionDigest from,
            Collection<ListingRow> changed,
            Collection<Long> missing);

    /**
     * Returns rows of the stored digest as they were listed when they were first prepared. Their keys are current and
     * their segments usually are, but their contents may be outdated.
     *
     * @return the rows by the hash of their key; hashes that are not in the digest are omitted
     */
    Map<Long, ListingRow> listed(TenantId tenant, PartitionRef partition, Collection<Long> hashes);

    /** Returns the full keys of rows in the stored digest. Otherwise, this method behaves like {@link #listed}. */
    default Map<Long, RowKey> keys(TenantId tenant, PartitionRef partition, Collection<Long> hashes) {
        return listed(tenant, partition, hashes).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().key()));
    }

    /**
     * Replaces the rows of the digest after all prepared rows have been written or removed.
     *
     * @param rows the rows of the new digest; each must be in the prepared digest or among the prepared rows
     * @return the digest as stored
     * @throws ConcurrentWriteException if another worker prepared the partition in the meantime. The written rows
     *     remain; prepare the same rows again with the current digest, then read the listing again
     * @throws IllegalArgumentException if a row was never prepared, because its key would be lost
     */
    PartitionDigest save(
            TenantId tenant, PartitionRef partition, PartitionDigestLease prepared, Collection<RowDigest> rows);

    /**
     * Loads the progress of a listing. The result is empty if no progress was stored or if it was deleted or has
     * expired; the listing must then be read from its start.
     *
     * @param at identifies the listing and the cursor to resume from, for example by sweep run and cursor
     */
    Optional<ListingProgress> loadProgress(TenantId tenant, PartitionRef partition, String at);

    /**
     * Saves all rows read so far, before a message is sent that resumes the listing at {@code at}. Saving the same
     * progress again changes nothing.
     *
     * @param at identifies the listing and the cursor to resume from
     */
    void saveProgress(TenantId tenant, PartitionRef partition, String at, ListingProgress progress);

    /** Deletes the progress after the listing has resumed from it. The operation is idempotent. */
    void clearProgress(TenantId tenant, PartitionRef partition, String at);
}
