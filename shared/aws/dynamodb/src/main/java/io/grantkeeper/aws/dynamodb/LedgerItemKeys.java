package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.entry.EntryEvidence;
import io.grantkeeper.ledger.tile.TileId;
import java.util.Collection;
import java.util.Locale;

/** The keys of a tenant's log. Numbers are formatted so that they sort numerically as text. */
final class LedgerItemKeys {
    static final String PIECE = "PIECE#";
    private static final String PARCEL = "PARCEL";

    /**
     * The number of lists of waiting entries. Each list supports 1,000 writes per second. A later release must not
     * reduce the number, or entries in the removed lists would never be read.
     */
    static final int WAITING_LISTS = 8;

    private LedgerItemKeys() {}

    /** Returns the prefix that the partition keys of all ledger items share. */
    static String allPartitions(TenantId tenant) {
        return TableKeys.ofTenant(tenant) + "L#";
    }

    static PrimaryKey head(TenantId tenant) {
        return new PrimaryKey(TableKeys.pk(tenant, TablePartition.LEDGER_STATE, ""), "HEAD");
    }

    static PrimaryKey latest(TenantId tenant) {
        return new PrimaryKey(TableKeys.pk(tenant, TablePartition.LEDGER_STATE, ""), "LATEST");
    }

    static PrimaryKey exported(TenantId tenant) {
        return new PrimaryKey(TableKeys.pk(tenant, TablePartition.LEDGER_STATE, ""), "EXPORTED");
    }

    static PrimaryKey configuration(TenantId tenant) {
        return new PrimaryKey(TableKeys.pk(tenant, TablePartition.LEDGER_STATE, ""), "CONFIGURATION");
    }

    /**
     * Returns the key of the item that contains an entry's index in the log or, as long as the entry waits in a
     * separate item, the entry itself. Each entry has a separate partition, which distributes a burst of writes.
     */
    static PrimaryKey entry(TenantId tenant, String id) {
        return new PrimaryKey(TableKeys.pk(tenant, TablePartition.LEDGER_ENTRY, shortened(id)), "ENTRY");
    }

    /**
     * Returns the key of the item in which several entries wait together. If the same entries are recorded again, the
     * key is the same.
     */
    static PrimaryKey entryGroup(TenantId tenant, Collection<String> ids) {
        return new PrimaryKey(
                TableKeys.pk(tenant, TablePartition.LEDGER_ENTRY, shortened(String.join("\n", ids))), PARCEL);
    }

    static boolean isEntryGroup(PrimaryKey key) {
        return key.sk().equals(PARCEL);
    }

    /**
     * Returns the list in which an entry waits. A burst of writes is distributed over all lists. The list depends only
     * on the key, so that recording an entry twice has no additional effect.
     */
    static String waiting(TenantId tenant, PrimaryKey told) {
        return waiting(tenant, Math.floorMod(told.pk().hashCode(), WAITING_LISTS));
    }

    static String waiting(TenantId tenant, int list) {
        return TableKeys.list(tenant, list == 0 ? "L#WAITING" : "L#WAITING#" + list);
    }

    /**
     * Returns a short digest to use in keys instead of long IDs, because a key is stored twice: in the item and in the
     * index.
     */
    private static String shortened(String ids) {
        return EntryEvidence.digest(ids).substring("sha256:".length(), "sha256:".length() + 32);
    }

    static String bundle(TenantId tenant, long bundle) {
        return TableKeys.pk(tenant, TablePartition.LEDGER_BUNDLE, sortable(bundle));
    }

    static PrimaryKey bundlePart(TenantId tenant, long start) {
        return new PrimaryKey(bundle(tenant, start / TileId.WIDTH), PIECE + sortable(start));
    }

    static PrimaryKey tile(TenantId tenant, TileId tile) {
        return new PrimaryKey(
                TableKeys.pk(
                        tenant, TablePartition.LEDGER_TILE, "%d#%s".formatted(tile.level(), sortable(tile.index()))),
                "TILE#%03d".formatted(tile.width()));
    }

    static String checkpoints(TenantId tenant) {
        return TableKeys.pk(tenant, TablePartition.LEDGER_CHECKPOINTS, "");
    }

    static PrimaryKey checkpoint(TenantId tenant, long size) {
        return new PrimaryKey(checkpoints(tenant), sortable(size));
    }

    static String sortable(long number) {
        return String.format(Locale.ROOT, "%019d", number);
    }
}
