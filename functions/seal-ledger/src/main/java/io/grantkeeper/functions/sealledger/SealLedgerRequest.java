package io.grantkeeper.functions.sealledger;

import io.grantkeeper.functions.runtime.EventMemberReader;
import io.grantkeeper.identity.TenantId;

/** The event that the schedule sends every minute to seal a tenant's ledger. */
public record SealLedgerRequest(TenantId tenant) {
    /**
     * Returns this request if it is complete.
     *
     * @throws IllegalArgumentException if a member is missing; the message names it
     */
    SealLedgerRequest checked() {
        EventMemberReader.requireTenant(tenant);
        return this;
    }
}
