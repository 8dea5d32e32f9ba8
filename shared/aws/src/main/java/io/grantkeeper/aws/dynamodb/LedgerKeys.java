package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.entry.Evidence;
import io.grantkeeper.ledger.tile.TileId;
import java.util.Collection;
import java.util.Locale;

/** The keys of a tenant's log. Numbers are written so that they sort. */
final class LedgerKeys {
    static final String PIECE = "PIECE#";
    private static final String PARCEL = "PARCEL";

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

    /** Of an entry's place, and of the entry itself while it waits alone; a partition each, so that a burst spreads. */
    static Key entry(TenantId tenant, String id) {
        return new Key(Keys.ledgerPartition(tenant, "N#" + shortened(id)), "ENTRY");
    }

    /** Of entries that wait together: the same ones told again have the same key. */
    static Key parcel(TenantId tenant, Collection<String> ids) {
        return new Key(Keys.ledgerPartition(tenant, "N#" + shortened(String.join("\n", ids))), PARCEL);
    }

    static boolean isParcel(Key key) {
        return key.sk().equals(PARCEL);
    }

    /**
     * The list of entries that one waits in: a burst spreads over all of them. It follows from the key alone, so that
     * telling twice is telling once.
     */
    static String waiting(TenantId tenant, Key told) {
        return waiting(tenant, Math.floorMod(told.pk().hashCode(), WAITING_LISTS));
    }

    static String waiting(TenantId tenant, int list) {
        return Keys.ledgerPartition(tenant, list == 0 ? "WAITING" : "WAITING#" + list);
    }

    /** Ids are long; this much of a digest stands in for one, and is paid for once in the key and once in the index. */
    private static String shortened(String ids) {
        return Evidence.digest(ids).substring("sha256:".length(), "sha256:".length() + 32);
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
