package io.grantkeeper.functions.detectchanges;

import io.grantkeeper.identity.TenantId;

/** "See what time has brought about", as the schedule sends it, once a day. */
public record DetectByClockRequest(TenantId tenant) {
    @SuppressWarnings("NullAway") // Jackson leaves what the event lacks as null, whatever the types say
    DetectByClockRequest checked() {
        if (tenant == null) {
            throw new IllegalArgumentException("the event lacks 'tenant'; it must look like {\"tenant\": \"acme\"}");
        }
        return this;
    }
}
