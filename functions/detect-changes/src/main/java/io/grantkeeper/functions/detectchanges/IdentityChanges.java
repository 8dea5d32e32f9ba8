package io.grantkeeper.functions.detectchanges;

import io.grantkeeper.detection.Change;
import io.grantkeeper.identity.AccessEvent;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.Moment;
import io.grantkeeper.identity.TenantId;
import java.util.List;

/**
 * What a batch of stream records says of one identity, in the order of the writes.
 *
 * @param used the latest use among its usage rows, where there is one
 * @param events event evidence, which may change who answers for the identity
 */
record IdentityChanges(
        TenantId tenant, IdentityId identity, List<Change> changes, Moment used, List<AccessEvent> events) {
    IdentityChanges {
        changes = List.copyOf(changes);
        events = List.copyOf(events);
    }
}
