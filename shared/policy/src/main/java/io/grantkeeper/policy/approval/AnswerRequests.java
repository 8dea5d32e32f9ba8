package io.grantkeeper.policy.approval;

import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.LostRaceException;
import io.grantkeeper.policy.store.Approval;
import io.grantkeeper.policy.store.Approval.Standing;
import io.grantkeeper.policy.store.Approval.State;
import io.grantkeeper.policy.store.ApprovalStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Allows, refuses and withdraws. An answer that comes again is the answer that stands; one that contradicts it is refused,
 * and so is one that comes from who asked.
 */
public final class AnswerRequests {
    private final ApprovalStore approvals;
    private final Clock clock;

    public AnswerRequests(ApprovalStore approvals, Clock clock) {
        this.approvals = approvals;
        this.clock = clock;
    }

    /**
     * Allows what was asked for.
     *
     * @param by who answers
     * @param from from when it holds; empty for now
     * @param length how long it holds
     * @throws IllegalArgumentException saying why it cannot be answered so
     */
    public Approval approve(TenantId tenant, String id, String by, Optional<Instant> from, Duration length) {
        Instant now = clock.instant();
        Approval request = found(tenant, id);
        Instant start = from.orElse(now);
        if (length.isNegative() || length.isZero()) {
            throw new IllegalArgumentException("an approval holds for some time; name how long, for example --for 2h");
        }
        if (request.requestedBy().equals(Optional.of(by))) {
            throw new IllegalArgumentException("'%s' asked for it, so somebody else has to answer".formatted(by));
        }
        if (request.state() == State.APPROVED
                && request.decidedBy().equals(Optional.of(by))
                && request.standingAt(now) == Standing.APPROVED) {
            return request;
        }
        requirePending(request, now);
        return save(tenant, request.approved(by, now, start, start.plus(length)));
    }

    /** @throws IllegalArgumentException saying why it cannot be answered so */
    public Approval deny(TenantId tenant, String id, String by) {
        Instant now = clock.instant();
        Approval request = found(tenant, id);
        if (request.state() == State.DENIED) {
            return request;
        }
        requirePending(request, now);
        return save(tenant, request.ended(State.DENIED, by, now));
    }

    /**
     * Ends an approval before its time, or a request before its answer.
     *
     * @throws IllegalArgumentException where there is nothing left to end
     */
    public Approval expire(TenantId tenant, String id, String by) {
        Instant now = clock.instant();
        Approval request = found(tenant, id);
        return switch (request.standingAt(now)) {
            case PENDING, APPROVED -> save(tenant, request.ended(State.CANCELLED, by, now));
            case DENIED, CANCELLED, EXPIRED -> request;
        };
    }

    private Approval found(TenantId tenant, String id) {
        return approvals
                .approval(tenant, id)
                .orElseThrow(() -> new IllegalArgumentException(
                        "no request is called '%s'; see 'grantkeeper approvals'".formatted(id)));
    }

    private static void requirePending(Approval request, Instant now) {
        Standing standing = request.standingAt(now);
        if (standing != Standing.PENDING) {
            throw new IllegalArgumentException(
                    "the request '%s' is %s already; it can be answered once".formatted(request.id(), standing.code()));
        }
    }

    private Approval save(TenantId tenant, Approval answered) {
        try {
            approvals.save(tenant, answered);
            return answered.withRevision(answered.revision() + 1);
        } catch (LostRaceException e) {
            throw new IllegalArgumentException(
                    "somebody else answered '%s' at the same time; look at it again".formatted(answered.id()), e);
        }
    }
}
