package io.grantkeeper.functions.publishsignals;

import io.grantkeeper.functions.runtime.EventMemberReader;
import io.grantkeeper.identity.TenantId;

/** The event that the schedule sends every minute to publish the signals of a tenant's new ledger entries. */
public record PublishSignalsRequest(TenantId tenant) {
    /**
     * Returns this request if it is complete.
     *
     * @throws IllegalArgumentException if a member is missing; the message names it
     */
    PublishSignalsRequest checked() {
        EventMemberReader.requireTenant(tenant);
        return this;
    }
}
