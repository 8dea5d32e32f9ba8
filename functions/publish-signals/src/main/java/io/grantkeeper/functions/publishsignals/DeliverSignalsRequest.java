package io.grantkeeper.functions.publishsignals;

import io.grantkeeper.identity.TenantId;

/** "Send what waits for this tenant's receivers", as the schedule sends it every minute. */
public record DeliverSignalsRequest(TenantId tenant) {
    /** Names the member that is missing. */
    @SuppressWarnings("NullAway") // Jackson leaves what the event lacks as null, whatever the types say
    DeliverSignalsRequest checked() {
        if (tenant == null) {
            throw new IllegalArgumentException("the event lacks 'tenant'; it must look like {\"tenant\": \"acme\"}");
        }
        return this;
    }
}
