package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.dynamodb.DynamoDbTable.Freshness;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.entry.LedgerEntry;
import io.grantkeeper.ledger.log.PendingEntryStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Stores ledger entries until they have an index in the log. An item contains one or more entries and is listed as
 * waiting. The store reads before it writes, because an entry that is recorded again usually exists, and a read costs a
 * tenth of a write whose condition fails.
 *
 * <p>Whether an ID already has an index is checked again when an index is assigned. Therefore, each entry is sequenced
 * only once, even if it was recorded again in a different item because a batch of the DynamoDB stream was split
 * differently.
 */
public final class DynamoDbPendingEntryStore implements PendingEntryStore {
    private final DynamoDbTable table;

    public DynamoDbPendingEntryStore(DynamoDbTable table) {
        this.table = table;
    }

    @Override
    public boolean add(TenantId tenant, LedgerEntry entry) {
        return notYetStored(tenant, List.of(entry)).stream()
                .anyMatch(one -> putIfAbsent(PendingEntryItem.of(tenant, one)));
    }

    @Override
    public void addAll(TenantId tenant, List<LedgerEntry> entries) {
        PendingEntryItem.pack(tenant, notYetStored(tenant, entries)).forEach(this::putIfAbsent);
    }

    private boolean putIfAbsent(PendingEntryItem told) {
        return table.putIf(told.item(table.cause()), "attribute_not_exists(#pk)", Map.of());
    }

    /** Returns the entries that neither wait in a separate item nor have an index in the log. */
    private List<LedgerEntry> notYetStored(TenantId tenant, List<LedgerEntry> entries) {
        Map<PrimaryKey, LedgerEntry> byKey = new LinkedHashMap<>();
        entries.forEach(entry -> byKey.putIfAbsent(LedgerItemKeys.entry(tenant, entry.id()), entry));
        Set<PrimaryKey> known = table.getAll(byKey.keySet(), Freshness.EVENTUAL, TableAttributes.TYPE)
                .keySet();
        byKey.keySet().removeAll(known);
        return List.copyOf(byKey.values());
    }
}
