package io.grantkeeper.functions.publishsignals;

import io.grantkeeper.identity.TenantId;

/** The event that the schedule sends every minute to publish the signals of a tenant's new ledger entries. */
public record PublishSignalsRequest(TenantId tenant) {
    /**
     * Returns this request if it is complete.
     *
     * @throws IllegalArgumentException if a member is missing; the message names it
     */
    @SuppressWarnings("NullAway") // Jackson sets members that the event omits to null, even if their type is non-null
    PublishSignalsRequest checked() {
        if (tenant == null) {
            throw new IllegalArgumentException("the event lacks 'tenant'; it must look like {\"tenant\": \"acme\"}");
        }
        return this;
    }
}
