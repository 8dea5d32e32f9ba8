package io.grantkeeper.functions.sealledger;

import io.grantkeeper.identity.TenantId;

/** The event that the schedule sends every minute to seal a tenant's ledger. */
public record SealLedgerRequest(TenantId tenant) {
    /**
     * Returns this request if it is complete.
     *
     * @throws IllegalArgumentException if a member is missing; the message names it
     */
    @SuppressWarnings("NullAway") // Jackson sets members that the event omits to null, even if their type is non-null
    SealLedgerRequest checked() {
        if (tenant == null) {
            throw new IllegalArgumentException("the event lacks 'tenant'; it must look like {\"tenant\": \"acme\"}");
        }
        return this;
    }
}
