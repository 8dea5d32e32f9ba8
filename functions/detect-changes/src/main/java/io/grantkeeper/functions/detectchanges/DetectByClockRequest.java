package io.grantkeeper.functions.detectchanges;

import io.grantkeeper.functions.runtime.EventMembers;
import io.grantkeeper.identity.TenantId;

/** The event that the schedule sends once a day to start the time-based checks. */
public record DetectByClockRequest(TenantId tenant) {
    DetectByClockRequest checked() {
        EventMembers.requireTenant(tenant);
        return this;
    }
}
