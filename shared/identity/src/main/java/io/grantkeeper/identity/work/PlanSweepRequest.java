package io.grantkeeper.identity.work;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request to sweep a connection, as sent by the schedule.
 *
 * @param time the scheduled instant, which identifies the sweep: the same event delivered twice is one sweep
 * @param onlyDue whether to omit streams that were read recently enough; false if absent
 * @param resume whether to lift a pause first; set by the person who fixed the credential, never by a schedule; false
 *     if absent
 */
public record PlanSweepRequest(
        TenantId tenant,
        ConnectionId connection,
        Instant time,
        @Nullable Boolean onlyDue,
        @Nullable Boolean resume) {
    /** Checks that the required members are present. */
    @SuppressWarnings("NullAway") // Jackson sets members that the event lacks to null, regardless of the declared types
    public PlanSweepRequest requireValid() {
        require("tenant", tenant);
        require("connection", connection);
        require("time", time);
        return this;
    }

    public boolean sweepsOnlyDueStreams() {
        return Boolean.TRUE.equals(onlyDue);
    }

    public boolean liftsPause() {
        return Boolean.TRUE.equals(resume);
    }

    private static void require(String member, @Nullable Object value) {
        if (value == null) {
            throw new IllegalArgumentException(
                    "the event lacks '%s'; it must look like {\"tenant\": \"acme\", \"connection\": \"github-acme\", \"time\": \"2026-01-31T06:00:00Z\"}"
                            .formatted(member));
        }
    }
}
