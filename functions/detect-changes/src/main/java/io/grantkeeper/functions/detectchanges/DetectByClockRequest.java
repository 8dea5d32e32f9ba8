package io.grantkeeper.functions.detectchanges;

import io.grantkeeper.identity.TenantId;

/** The event that the schedule sends once a day to start the time-based checks. */
public record DetectByClockRequest(TenantId tenant) {
    @SuppressWarnings("NullAway") // Jackson sets members that the event omits to null, even if their type is non-null
    DetectByClockRequest checked() {
        if (tenant == null) {
            throw new IllegalArgumentException("the event lacks 'tenant'; it must look like {\"tenant\": \"acme\"}");
        }
        return this;
    }
}
