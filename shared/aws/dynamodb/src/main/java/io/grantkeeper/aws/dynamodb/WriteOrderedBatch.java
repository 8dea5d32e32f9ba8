package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.UsageHistory;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The rows of a batch, grouped by how they are written. Each row appears once. If the batch contains a row twice, the
 * last observation is used, as in the digest; only observations of usage are merged. If the batch contains an
 * observation of an identity itself, the identity is not written again for its grants or credentials.
 */
record WriteOrderedBatch(
        Map<RowKey, EncodedRow> listed,
        Map<RowKey, EncodedRow> holders,
        Map<RowKey, EncodedRow> events,
        Map<RowKey, UsageHistory> usage) {
    static WriteOrderedBatch of(TenantId tenant, Collection<AccessObservation> observations) {
        Map<RowKey, Object> listed = new LinkedHashMap<>();
        Map<RowKey, Object> holders = new LinkedHashMap<>();
        Map<RowKey, Object> events = new LinkedHashMap<>();
        Map<RowKey, UsageHistory> usage = new LinkedHashMap<>();
        for (AccessObservation observation : observations) {
            RowKey key = observation.key();
            switch (observation) {
                case AccessObservation.IdentityObserved(var identity) -> listed.put(key, identity);
                case AccessObservation.GrantObserved(var holder, var grant) -> {
                    listed.put(key, grant);
                    putHolder(holders, holder);
                }
                case AccessObservation.CredentialObserved(var holder, var credential) -> {
                    listed.put(key, credential);
                    putHolder(holders, holder);
                }
                case AccessObservation.PersonObserved(var person) -> listed.put(key, person);
                case AccessObservation.EventObserved(var event) -> events.put(key, event);
                case AccessObservation.UsageObserved(var day) -> {
                    UsageHistory more = UsageHistory.of(day);
                    usage.merge(RowKey.usage(more), more, UsageHistory::merge);
                }
            }
        }
        holders.keySet().removeAll(listed.keySet());
        return new WriteOrderedBatch(encode(tenant, listed), encode(tenant, holders), encode(tenant, events), usage);
    }

    private static void putHolder(Map<RowKey, Object> holders, NonHumanIdentity identity) {
        holders.put(RowKey.identity(identity.id()), identity);
    }

    private static Map<RowKey, EncodedRow> encode(TenantId tenant, Map<RowKey, Object> rows) {
        Map<RowKey, EncodedRow> encoded = LinkedHashMap.newLinkedHashMap(rows.size());
        rows.forEach((key, content) -> encoded.put(key, EncodedRow.of(tenant, key, content)));
        return encoded;
    }
}
