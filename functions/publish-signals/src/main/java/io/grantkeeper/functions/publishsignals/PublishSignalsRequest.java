package io.grantkeeper.functions.publishsignals;

import io.grantkeeper.identity.TenantId;

/** "Tell others what this tenant's ledger has been told", as the schedule sends it every minute. */
public record PublishSignalsRequest(TenantId tenant) {
    /** Names the member that is missing. */
    @SuppressWarnings("NullAway") // Jackson leaves what the event lacks as null, whatever the types say
    PublishSignalsRequest checked() {
        if (tenant == null) {
            throw new IllegalArgumentException("the event lacks 'tenant'; it must look like {\"tenant\": \"acme\"}");
        }
        return this;
    }
}
