package io.grantkeeper.functions.runreview;

import io.grantkeeper.functions.runtime.EventMemberReader;
import io.grantkeeper.identity.TenantId;

/** The event that the schedule sends every few minutes to process the questions that are due. */
public record EscalateRequest(TenantId tenant) {
    /**
     * Returns this event if it is complete.
     *
     * @throws IllegalArgumentException if a member is missing; the message names it
     */
    EscalateRequest checked() {
        EventMemberReader.requireTenant(tenant);
        return this;
    }
}
