package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.tile.TileId;
import java.util.Locale;

/** The keys of a tenant's log. Numbers are written so that they sort. */
final class LedgerKeys {
    static final String PIECE = "PIECE#";

    /** Each takes 1,000 writes a second; never fewer in a later version, or entries would wait unread. */
    static final int WAITING_LISTS = 8;

    private LedgerKeys() {}

    static Key head(TenantId tenant) {
        return new Key(Keys.ledgerPartition(tenant, "STATE"), "HEAD");
    }

    static Key latest(TenantId tenant) {
        return new Key(Keys.ledgerPartition(tenant, "STATE"), "LATEST");
    }

    static Key exported(TenantId tenant) {
        return new Key(Keys.ledgerPartition(tenant, "STATE"), "EXPORTED");
    }

    static Key configuration(TenantId tenant) {
        return new Key(Keys.ledgerPartition(tenant, "STATE"), "CONFIGURATION");
    }

    /** A partition each, so that a burst of entries spreads. */
    static Key entry(TenantId tenant, String id) {
        return new Key(Keys.ledgerPartition(tenant, "N#" + id), "ENTRY");
    }

    /**
     * One of the lists of entries that wait: a burst spreads over all of them. The list follows from the id alone, so
     * that telling twice is telling once.
     */
    static String waiting(TenantId tenant, int shard) {
        return Keys.ledgerPartition(tenant, shard == 0 ? "WAITING" : "WAITING#" + shard);
    }

    /** In which list an entry waits. */
    static int shard(String id) {
        return Math.floorMod(id.hashCode(), WAITING_LISTS);
    }

    static String bundle(TenantId tenant, long bundle) {
        return Keys.ledgerPartition(tenant, "E#" + sortable(bundle));
    }

    static Key piece(TenantId tenant, long start) {
        return new Key(bundle(tenant, start / TileId.WIDTH), PIECE + sortable(start));
    }

    static Key tile(TenantId tenant, TileId tile) {
        return new Key(
                Keys.ledgerPartition(tenant, "T#%d#%s".formatted(tile.level(), sortable(tile.index()))),
                "TILE#%03d".formatted(tile.width()));
    }

    static String checkpoints(TenantId tenant) {
        return Keys.ledgerPartition(tenant, "C");
    }

    static Key checkpoint(TenantId tenant, long size) {
        return new Key(checkpoints(tenant), sortable(size));
    }

    static String sortable(long number) {
        return String.format(Locale.ROOT, "%019d", number);
    }
}
