package io.grantkeeper.functions.runreview;

import io.grantkeeper.identity.TenantId;

/** The event that the schedule sends every few minutes to process the questions that are due. */
public record EscalateRequest(TenantId tenant) {
    /**
     * Returns this event if it is complete.
     *
     * @throws IllegalArgumentException if a member is missing; the message names it
     */
    @SuppressWarnings("NullAway") // Jackson sets members that the event omits to null, even if their type is non-null
    EscalateRequest checked() {
        if (tenant == null) {
            throw new IllegalArgumentException("the event lacks 'tenant'; it must look like {\"tenant\": \"acme\"}");
        }
        return this;
    }
}
