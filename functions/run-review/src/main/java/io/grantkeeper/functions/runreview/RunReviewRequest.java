package io.grantkeeper.functions.runreview;

import io.grantkeeper.identity.TenantId;
import java.util.Optional;

/**
 * "Start and close what is due", as the schedule sends it every quarter of an hour.
 *
 * @param start a configured review that is to start now, whatever its schedule says
 * @param close a campaign that is to close now, before its time
 */
public record RunReviewRequest(TenantId tenant, Optional<String> start, Optional<String> close) {
    /** What the schedule sends. */
    public static RunReviewRequest due(TenantId tenant) {
        return new RunReviewRequest(tenant, Optional.empty(), Optional.empty());
    }

    /** Names the member that is missing. */
    @SuppressWarnings("NullAway") // Jackson leaves what the event lacks as null, whatever the types say
    RunReviewRequest checked() {
        if (tenant == null) {
            throw new IllegalArgumentException("the event lacks 'tenant'; it must look like {\"tenant\": \"acme\"}");
        }
        return this;
    }
}
