package io.grantkeeper.functions.detectchanges;

import io.grantkeeper.functions.runtime.EventMemberReader;
import io.grantkeeper.identity.TenantId;

/** The event that the schedule sends once a day to start the time-based checks. */
public record DetectOnScheduleRequest(TenantId tenant) {
    DetectOnScheduleRequest checked() {
        EventMemberReader.requireTenant(tenant);
        return this;
    }
}
