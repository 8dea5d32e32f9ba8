package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.tile.TileId;
import java.util.Locale;

/** The keys of a tenant's log. Numbers are written so that they sort. */
final class LedgerKeys {
    static final String PIECE = "PIECE#";

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

    /** A partition each, so that a burst of entries spreads. */
    static Key entry(TenantId tenant, String id) {
        return new Key(Keys.ledgerPartition(tenant, "N#" + id), "ENTRY");
    }

    static String waiting(TenantId tenant) {
        return Keys.ledgerPartition(tenant, "WAITING");
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
