package io.grantkeeper.policy.approval;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.AccessRequested;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.identity.store.LostRaceException;
import io.grantkeeper.policy.PolicyVersion;
import io.grantkeeper.policy.intent.PolicySet;
import io.grantkeeper.policy.store.Approval;
import io.grantkeeper.policy.store.Approval.Standing;
import io.grantkeeper.policy.store.Approval.State;
import io.grantkeeper.policy.store.ApprovalStore;
import io.grantkeeper.policy.store.PolicyStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Allows, refuses and withdraws. An answer that comes again is the answer that stands; one that contradicts it is refused,
 * and so is one that comes from who asked, or that would change nothing because the policies have changed since. The
 * finding that told of the request is closed with it.
 */
public final class AnswerRequests {
    private final ApprovalStore approvals;
    private final PolicyStore policies;
    private final FindingStore findings;
    private final Clock clock;

    public AnswerRequests(ApprovalStore approvals, PolicyStore policies, FindingStore findings, Clock clock) {
        this.approvals = approvals;
        this.policies = policies;
        this.findings = findings;
        this.clock = clock;
    }

    /**
     * A request that this person can still answer; changes nothing.
     *
     * @throws CannotAnswerException saying why they cannot
     */
    public Approval answerable(TenantId tenant, String id, String by) {
        Approval request = found(tenant, id);
        if (request.requestedBy().equals(Optional.of(by))) {
            throw new CannotAnswerException("'%s' asked for it, so somebody else has to answer".formatted(by));
        }
        Standing standing = request.standingAt(clock.instant());
        if (standing != Standing.PENDING) {
            throw new CannotAnswerException(
                    "the request '%s' is %s already; it can be answered once".formatted(id, standing.code()));
        }
        return request;
    }

    /**
     * Allows what was asked for.
     *
     * @param by who answers
     * @param from from when it holds; empty for now
     * @param length how long it holds; empty for as long as the request says
     * @throws CannotAnswerException saying why it cannot be answered so
     */
    public Approval approve(TenantId tenant, String id, String by, Optional<Instant> from, Optional<Duration> length) {
        Instant now = clock.instant();
        Approval known = found(tenant, id);
        if (known.state() == State.APPROVED
                && known.decidedBy().equals(Optional.of(by))
                && known.standingAt(now) == Standing.APPROVED) {
            return over(tenant, known);
        }
        Approval request = answerable(tenant, id, by);
        Duration holds = length.orElse(request.holdsFor());
        if (holds.isNegative() || holds.isZero()) {
            throw new CannotAnswerException("an approval holds for some time; name how long, for example 2h");
        }
        if (!inForce(tenant).equals(request.version())) {
            throw new CannotAnswerException(
                    "the policies have changed since it was asked for, so allowing it would change nothing; it has to be asked for again");
        }
        Instant start = from.orElse(now);
        return save(tenant, request.approved(by, now, start, start.plus(holds)));
    }

    /** @throws CannotAnswerException saying why it cannot be answered so */
    public Approval deny(TenantId tenant, String id, String by) {
        Approval known = found(tenant, id);
        return known.state() == State.DENIED
                ? over(tenant, known)
                : save(tenant, answerable(tenant, id, by).ended(State.DENIED, by, clock.instant()));
    }

    /**
     * Ends an approval before its time, or a request before its answer; one that has ended stays as it is.
     *
     * @throws CannotAnswerException where there is no such request
     */
    public Approval expire(TenantId tenant, String id, String by) {
        Instant now = clock.instant();
        Approval request = found(tenant, id);
        return switch (request.standingAt(now)) {
            case PENDING, APPROVED -> save(tenant, request.ended(State.CANCELLED, by, now));
            case DENIED, CANCELLED, EXPIRED -> over(tenant, request);
        };
    }

    private PolicyVersion inForce(TenantId tenant) {
        return PolicySet.ofStored(policies.all(tenant)).version();
    }

    private Approval found(TenantId tenant, String id) {
        return approvals
                .approval(tenant, id)
                .orElseThrow(() -> new CannotAnswerException(
                        "no request is called '%s'; see 'grantkeeper approvals'".formatted(id)));
    }

    private Approval save(TenantId tenant, Approval answered) {
        try {
            approvals.save(tenant, answered);
        } catch (LostRaceException _) {
            throw new CannotAnswerException(
                    "somebody else answered '%s' at the same time; look at it again".formatted(answered.id()));
        }
        return over(tenant, answered.withRevision(answered.revision() + 1));
    }

    /** Again each time: whoever died before it is followed by whoever asks once more. */
    private Approval over(TenantId tenant, Approval request) {
        findings.close(tenant, IdentityId.parse(request.subject()), AccessRequested.key(request.id()), clock.instant());
        return request;
    }
}
