package io.grantkeeper.identity.work;

import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * "Sweep this connection", as the schedule sends it.
 *
 * @param time the instant that the schedule meant, which names the sweep: the same event delivered twice is one sweep
 * @param onlyDue whether to leave out streams that were read recently enough; left out means no
 * @param resume whether to lift a pause first: whoever has mended the credential says so, a schedule never; left out
 *     means no
 */
public record PlanSweepRequest(
        TenantId tenant,
        ConnectionId connection,
        Instant time,
        @Nullable Boolean onlyDue,
        @Nullable Boolean resume) {
    /** Names the member that is missing. */
    @SuppressWarnings("NullAway") // Jackson leaves what the event lacks as null, whatever the types say
    public PlanSweepRequest checked() {
        require("tenant", tenant);
        require("connection", connection);
        require("time", time);
        return this;
    }

    public boolean sweepsOnlyWhatIsDue() {
        return Boolean.TRUE.equals(onlyDue);
    }

    public boolean liftsAPause() {
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
