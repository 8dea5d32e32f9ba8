package io.grantkeeper.identity.store;

import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.digest.DigestRow;
import io.grantkeeper.identity.digest.ListedRow;
import io.grantkeeper.identity.digest.ListingProgress;
import io.grantkeeper.identity.digest.PartitionDigest;
import io.grantkeeper.identity.digest.PreparedDigest;
import io.grantkeeper.identity.work.PartitionRef;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps one compact digest a partition, so that an unchanged sweep costs units per partition, not per row.
 *
 * <p>A change goes {@code load → prepare → AccessStore.apply and remove → save}. Preparing first records which rows are
 * about to change, with their full keys. So wherever the work dies, the next reader finds those rows uncertain, writes
 * or removes them again, and the rows can never drift apart from the digest for good. A partition that did not change
 * is only loaded.
 */
public interface DigestStore {
    /**
     * The digest; empty with version 0 where the partition was never prepared. It may be older than the latest one for
     * a moment: {@link #prepare} notices.
     */
    PartitionDigest load(TenantId tenant, PartitionRef partition);

    /**
     * Records that rows are about to be written or removed, and takes the partition from whoever prepared it before.
     *
     * @param from what was loaded, or prepared before for an earlier page of the same listing
     * @param changed rows about to be written
     * @param missing known rows about to be removed, by the hash of their key
     * @throws LostRaceException where the stored version is another; nothing must be written then
     */
    PreparedDigest prepare(
            TenantId tenant,
            PartitionRef partition,
            PartitionDigest from,
            Collection<ListedRow> changed,
            Collection<Long> missing);

    /**
     * The full keys of rows of the stored digest.
     *
     * @return by hash; hashes that the digest does not hold are left out
     */
    Map<Long, RowKey> keys(TenantId tenant, PartitionRef partition, Collection<Long> hashes);

    /**
     * Replaces the rows, once all that was prepared has been written and removed.
     *
     * @param rows each one was in the digest that was prepared, or among the rows that were prepared
     * @return the digest as stored
     * @throws LostRaceException where someone else prepared the partition since: what was written stands, but start
     *     again by preparing the same rows over the digest as it is now, then read the listing anew
     * @throws IllegalArgumentException where a row was never prepared, since its key would be lost
     */
    PartitionDigest save(TenantId tenant, PartitionRef partition, PreparedDigest prepared, Collection<DigestRow> rows);

    /**
     * How far a listing has been read; empty where nothing is kept (any more): read it from its start then.
     *
     * @param at names the listing and the cursor at which it goes on, for example run and cursor
     */
    Optional<ListingProgress> loadProgress(TenantId tenant, PartitionRef partition, String at);

    /**
     * Keeps all rows read so far, before the work that goes on at {@code at} is sent. Writing the same again changes
     * nothing.
     */
    void saveProgress(TenantId tenant, PartitionRef partition, String at, ListingProgress progress);

    /** Forgets it, once the listing has gone on from there; forgetting it again changes nothing. */
    void clearProgress(TenantId tenant, PartitionRef partition, String at);
}
