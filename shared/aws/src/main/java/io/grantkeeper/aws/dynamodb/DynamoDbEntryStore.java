package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.aws.dynamodb.DynamoDbTable.Freshness;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.ledger.entry.Entry;
import io.grantkeeper.ledger.log.EntryStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Keeps entries until they have their place in the log: one by itself, several as one parcel, listed as waiting. What is
 * told again is mostly there: a look costs a tenth of a refused write.
 *
 * <p>Whether an id has a place is asked once more when it would get one. So the same entries, told again in other
 * parcels because a batch of the stream was cut elsewhere, come into the log once.
 */
public final class DynamoDbEntryStore implements EntryStore {
    private final DynamoDbTable table;

    public DynamoDbEntryStore(DynamoDbTable table) {
        this.table = table;
    }

    @Override
    public boolean add(TenantId tenant, Entry entry) {
        return unknown(tenant, List.of(entry)).stream().anyMatch(one -> keep(ToldItem.of(tenant, one)));
    }

    @Override
    public void addAll(TenantId tenant, List<Entry> entries) {
        ToldItem.pack(tenant, unknown(tenant, entries)).forEach(this::keep);
    }

    private boolean keep(ToldItem told) {
        return table.putIf(told.item(table.cause()), "attribute_not_exists(#pk)", Map.of());
    }

    /** Those that neither wait alone nor have a place. */
    private List<Entry> unknown(TenantId tenant, List<Entry> entries) {
        Map<Key, Entry> byKey = new LinkedHashMap<>();
        entries.forEach(entry -> byKey.putIfAbsent(LedgerKeys.entry(tenant, entry.id()), entry));
        Set<Key> known = table.getAll(byKey.keySet(), Freshness.EVENTUAL, Attributes.TYPE)
                .keySet();
        byKey.keySet().removeAll(known);
        return List.copyOf(byKey.values());
    }
}
