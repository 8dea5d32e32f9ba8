package io.grantkeeper.functions.sealledger;

import io.grantkeeper.identity.TenantId;

/** "Seal this tenant's ledger", as the schedule sends it every minute. */
public record SealLedgerRequest(TenantId tenant) {
    /** Names the member that is missing. */
    @SuppressWarnings("NullAway") // Jackson leaves what the event lacks as null, whatever the types say
    SealLedgerRequest checked() {
        if (tenant == null) {
            throw new IllegalArgumentException("the event lacks 'tenant'; it must look like {\"tenant\": \"acme\"}");
        }
        return this;
    }
}
