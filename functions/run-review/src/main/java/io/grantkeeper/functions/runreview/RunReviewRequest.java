package io.grantkeeper.functions.runreview;

import io.grantkeeper.functions.runtime.EventMemberReader;
import io.grantkeeper.identity.TenantId;
import java.time.Duration;
import java.util.Optional;

/**
 * The event that starts and closes access reviews. The schedule sends it every 15 minutes.
 *
 * @param start the name of a configured review to start now, regardless of its schedule
 * @param withinSeconds how long the sender waits for the review to start; empty for no limit. If collecting the review's
 *     identities takes longer, the next scheduled run does it.
 * @param close the ID of a campaign to close now, before its due date
 */
public record RunReviewRequest(
        TenantId tenant, Optional<String> start, Optional<Integer> withinSeconds, Optional<String> close) {
    /** Returns the event that the schedule sends. */
    public static RunReviewRequest due(TenantId tenant) {
        return new RunReviewRequest(tenant, Optional.empty(), Optional.empty(), Optional.empty());
    }

    Optional<Duration> within() {
        return withinSeconds.map(Duration::ofSeconds);
    }

    /**
     * Returns this event if it is complete.
     *
     * @throws IllegalArgumentException if a member is missing; the message names it
     */
    RunReviewRequest checked() {
        EventMemberReader.requireTenant(tenant);
        return this;
    }
}
