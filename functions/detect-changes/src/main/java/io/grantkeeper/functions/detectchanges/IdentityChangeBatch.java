package io.grantkeeper.functions.detectchanges;

import io.grantkeeper.detection.RowChange;
import io.grantkeeper.identity.AccessEvent;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.Timestamp;
import java.util.List;

/**
 * The changes to one identity in a batch of stream records, in the order of the writes.
 *
 * @param used the time of the latest use in the identity's usage rows; unknown if the batch shows no use
 * @param events the evidence from events; such evidence may change the identity's owner
 */
record IdentityChangeBatch(
        TenantId tenant, IdentityId identity, List<RowChange> changes, Timestamp used, List<AccessEvent> events) {
    IdentityChangeBatch {
        changes = List.copyOf(changes);
        events = List.copyOf(events);
    }
    /** Returns a batch for an identity that is compared with its stored rows although none of them has changed. */
    static IdentityChangeBatch withoutChanges(TenantId tenant, IdentityId identity) {
        return new IdentityChangeBatch(tenant, identity, List.of(), Timestamp.unknown(), List.of());
    }
}
