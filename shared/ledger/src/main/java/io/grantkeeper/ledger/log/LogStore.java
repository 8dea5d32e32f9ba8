package io.grantkeeper.ledger.log;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.ImmutableBytes;
import io.grantkeeper.ledger.merkle.TreeFrontier;
import io.grantkeeper.ledger.tile.EntryBundle;
import io.grantkeeper.ledger.tile.TileId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Stores one log per tenant. Sequenced entries, tiles and old checkpoints never change. Storing the same value again is
 * allowed; storing a different one throws {@link io.grantkeeper.ledger.LedgerCorruptedException}.
 */
public interface LogStore {
    /**
     * Returns pending leaves, oldest first. Leaves that already have a position are not pending.
     *
     * @param most the maximum number of leaves
     */
    List<ImmutableBytes> pending(TenantId tenant, int most);

    /** Returns the head: the frontier of the tree of all integrated entries. */
    TreeFrontier head(TenantId tenant);

    /** Returns the batch whose first entry was sequenced at this index; empty if no entry has this index yet. */
    Optional<EntryBundle> sequenced(TenantId tenant, long start);

    /**
     * Assigns permanent positions to leaves. This single write decides the order of the log.
     *
     * @param start the head's size
     * @param leaves the leaves; they must not extend beyond the bundle of 256 entries that contains {@code start}
     * @return false if another writer has already taken the positions
     */
    boolean sequence(TenantId tenant, long start, EntryBundle leaves);

    /** Records the positions of entries. From then on, the entries are no longer pending. */
    void recordPositions(TenantId tenant, Map<String, Long> indexById);

    /** Returns the position of an entry; empty if the entry is pending or unknown. */
    Optional<Long> indexOf(TenantId tenant, String id);

    /** Returns the positions of entries. Entries that are pending or unknown are omitted. */
    default Map<String, Long> indexesOf(TenantId tenant, Collection<String> ids) {
        Map<String, Long> found = new HashMap<>();
        ids.forEach(id -> indexOf(tenant, id).ifPresent(index -> found.put(id, index)));
        return found;
    }

    /**
     * Returns all sequenced entries of one bundle.
     *
     * @throws io.grantkeeper.ledger.LedgerCorruptedException if an entry is missing within the bundle
     */
    EntryBundle entries(TenantId tenant, long bundle);

    void saveTile(TenantId tenant, TileId tile, ImmutableBytes hashes);

    Optional<ImmutableBytes> tile(TenantId tenant, TileId tile);

    /**
     * Replaces the head if it is still {@code from}.
     *
     * @return false if another writer has already advanced the head
     */
    boolean advance(TenantId tenant, TreeFrontier from, TreeFrontier to);

    /** Returns the latest signed checkpoint; empty if none has been published. */
    Optional<String> checkpoint(TenantId tenant);

    /**
     * Makes a signed checkpoint the latest one, and adds it to the published checkpoints. A checkpoint that is smaller
     * than the latest one is not published.
     */
    void publish(TenantId tenant, long size, String note);

    /**
     * Returns published checkpoints of at least the given size, smallest first.
     *
     * @param most the maximum number of checkpoints
     */
    List<String> checkpoints(TenantId tenant, long fromSize, int most);

    /** Returns the size of the last exported checkpoint; 0 if none has been exported. */
    long exportedSize(TenantId tenant);

    void exportedSize(TenantId tenant, long size);
}
