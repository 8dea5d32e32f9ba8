package io.grantkeeper.functions.enforce;

import io.grantkeeper.functions.runtime.ActionRequest;
import io.grantkeeper.functions.runtime.EventMemberReader;
import io.grantkeeper.identity.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A request to {@code enforce}. The schedule sends {@code {"tenant": "acme"}}, which starts a run.
 *
 * @param action {@code run}, {@code status}, {@code stop}, {@code resume} or {@code except}; {@code run} if omitted
 * @param actsADay the maximum number of revocations per day; 20 if omitted
 * @param by the requester; required for {@code stop}, {@code resume} and {@code except}
 * @param reason the requester's reason; required for {@code stop}, {@code resume} and {@code except}
 * @param breach the ID of the violation, for {@code except}
 * @param until when the exception ends, for {@code except}
 */
public record EnforceRequest(
        TenantId tenant,
        Optional<String> action,
        Optional<Integer> actsADay,
        Optional<String> by,
        Optional<String> reason,
        Optional<String> breach,
        Optional<Instant> until)
        implements ActionRequest<EnforceRequest.Action> {
    /** The actions that a request can name. If a request names no action, the first one applies. */
    enum Action {
        RUN,
        STATUS,
        STOP,
        RESUME,
        EXCEPT
    }

    /** Returns the request that the schedule sends. */
    public static EnforceRequest run(TenantId tenant) {
        return new EnforceRequest(
                tenant,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * Returns this request if it is valid.
     *
     * @throws IllegalArgumentException if a member is missing or out of range; the message names it
     */
    EnforceRequest validated() {
        EventMemberReader.requireTenant(tenant);
        if (actsADay.filter(acts -> acts < 0).isPresent()) {
            throw new IllegalArgumentException("'actsADay' must be 0 or more; 0 revokes nothing");
        }
        return this;
    }

    @Override
    public List<Action> actions() {
        return List.of(Action.values());
    }

    String violationId() {
        return require("breach", breach);
    }

    Instant exceptionEnd() {
        return require("until", until);
    }
}
