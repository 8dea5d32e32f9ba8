package io.grantkeeper.ledger.log;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.Bytes;
import io.grantkeeper.ledger.merkle.Frontier;
import io.grantkeeper.ledger.tile.EntryBundle;
import io.grantkeeper.ledger.tile.TileId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps one log a tenant. What was sequenced, tiles and old checkpoints never change: putting the same again is fine,
 * putting something else is {@link io.grantkeeper.ledger.LedgerCorruptedException}.
 */
public interface LogStore {
    /** Some leaves that wait for their place, the longest waiting first; none that has one, as of this call. */
    List<Bytes> pending(TenantId tenant, int most);

    /** The tree that is integrated. */
    Frontier head(TenantId tenant);

    /** What follows from an index on in one piece; empty where nothing has that place yet. */
    Optional<EntryBundle> sequenced(TenantId tenant, long start);

    /**
     * Gives leaves their places, for good. This one write decides the order of the log.
     *
     * @param start the head's size
     * @param leaves no further than the end of the bundle of 256 that {@code start} lies in
     * @return false where another was first
     */
    boolean sequence(TenantId tenant, long start, EntryBundle leaves);

    /** Notes where entries have come to be, so that they wait no longer. */
    void settle(TenantId tenant, Map<String, Long> indexById);

    /** Where an entry has come to be; empty while it waits or where it is not known. */
    Optional<Long> indexOf(TenantId tenant, String id);

    /**
     * All that is sequenced of one bundle.
     *
     * @throws io.grantkeeper.ledger.LedgerCorruptedException where there is a hole in it
     */
    EntryBundle entries(TenantId tenant, long bundle);

    void keepTile(TenantId tenant, TileId tile, Bytes hashes);

    Optional<Bytes> tile(TenantId tenant, TileId tile);

    /**
     * Moves the head, if it still is where it was.
     *
     * @return false where another has moved it
     */
    boolean advance(TenantId tenant, Frontier from, Frontier to);

    /** The latest signed checkpoint. */
    Optional<String> checkpoint(TenantId tenant);

    /**
     * Makes a signed checkpoint the latest, and keeps it among the old ones. One that is smaller than the latest is not
     * published.
     */
    void publish(TenantId tenant, long size, String note);

    /** Every checkpoint that was published from a size on, smallest first. */
    List<String> checkpoints(TenantId tenant, long fromSize, int most);

    /** Up to which size checkpoints have been exported. */
    long exported(TenantId tenant);

    void exported(TenantId tenant, long size);
}
