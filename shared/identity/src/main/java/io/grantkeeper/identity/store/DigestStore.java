package io.grantkeeper.identity.store;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.work.PartitionRef;

/** Keeps one compact digest a partition, so that an unchanged sweep costs units per partition, not per row. */
public interface DigestStore {
    /** The digest; empty with version 0 where the partition was never read to its end. */
    PartitionDigest load(TenantId tenant, PartitionRef partition);

    /**
     * Replaces the digest that was loaded.
     *
     * @throws LostRaceException where the stored version is not the digest's
     */
    void save(TenantId tenant, PartitionRef partition, PartitionDigest digest);

    /**
     * Rows read so far by a listing that is not at its end, kept under the run and cursor at which it goes on.
     *
     * @param continuation names the listing: the same for all its parts
     */
    PartitionDigest loadProgress(TenantId tenant, PartitionRef partition, String continuation);

    /** Replaces the rows read so far; writing the same again changes nothing. */
    void saveProgress(TenantId tenant, PartitionRef partition, String continuation, PartitionDigest rows);

    void clearProgress(TenantId tenant, PartitionRef partition, String continuation);
}
