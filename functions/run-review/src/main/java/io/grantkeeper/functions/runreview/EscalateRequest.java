package io.grantkeeper.functions.runreview;

import io.grantkeeper.identity.TenantId;

/** "Look at the questions that are due", as the schedule sends it every few minutes. */
public record EscalateRequest(TenantId tenant) {
    /** Names the member that is missing. */
    @SuppressWarnings("NullAway") // Jackson leaves what the event lacks as null, whatever the types say
    EscalateRequest checked() {
        if (tenant == null) {
            throw new IllegalArgumentException("the event lacks 'tenant'; it must look like {\"tenant\": \"acme\"}");
        }
        return this;
    }
}
