package io.grantkeeper.policy.approval;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.AccessRequestFindings;
import io.grantkeeper.identity.store.ConcurrentWriteException;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.policy.PolicyVersion;
import io.grantkeeper.policy.intent.PolicySet;
import io.grantkeeper.policy.store.AccessApproval;
import io.grantkeeper.policy.store.AccessApproval.EffectiveState;
import io.grantkeeper.policy.store.AccessApproval.State;
import io.grantkeeper.policy.store.ApprovalStore;
import io.grantkeeper.policy.store.PolicyStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Approves, denies and withdraws access requests. A repeated answer has no further effect. An answer is rejected if it
 * contradicts an earlier one, comes after the deadline or comes from a requester. The caller, the agent and everyone on
 * whose behalf the agent acts all count as requesters. An approval is also rejected if it would have no effect, because
 * the policies have changed or the request does not state its agent. After an answer, the finding that announced the
 * request is closed.
 */
public final class AnswerAccessRequests {
    private final ApprovalStore approvals;
    private final PolicyStore policies;
    private final FindingStore findings;
    private final Clock clock;

    public AnswerAccessRequests(ApprovalStore approvals, PolicyStore policies, FindingStore findings, Clock clock) {
        this.approvals = approvals;
        this.policies = policies;
        this.findings = findings;
        this.clock = clock;
    }

    /**
     * Returns a request that a person can still answer, without changing it.
     *
     * @param by the person who wants to answer
     * @throws UnanswerableRequestException if the person cannot answer the request; the message states the reason
     */
    public AccessApproval answerable(TenantId tenant, String id, String by) {
        AccessApproval request = requireRequest(tenant, id);
        if (request.isRequestedBy(by)) {
            throw new UnanswerableRequestException(
                    "'%s' made the request, so someone else must answer it".formatted(by));
        }
        EffectiveState state = request.effectiveStateAt(clock.instant());
        if (state != EffectiveState.PENDING) {
            throw new UnanswerableRequestException(
                    "the request '%s' is already %s; it can be answered only once".formatted(id, state.code()));
        }
        return request;
    }

    /**
     * Approves a request.
     *
     * @param by the approver
     * @param from when the approval starts; empty if it starts now
     * @param length how long the approval is valid; empty to use the length that the request states
     * @throws UnanswerableRequestException if the request cannot be approved; the message states the reason
     */
    public AccessApproval approve(
            TenantId tenant, String id, String by, Optional<Instant> from, Optional<Duration> length) {
        Instant now = clock.instant();
        AccessApproval known = requireRequest(tenant, id);
        if (known.state() == State.APPROVED
                && known.decidedBy().equals(Optional.of(by))
                && known.effectiveStateAt(now) == EffectiveState.APPROVED) {
            return closeFinding(tenant, known);
        }
        AccessApproval request = answerable(tenant, id, by);
        Duration holds = length.orElse(request.holdsFor());
        if (holds.isNegative() || holds.isZero()) {
            throw new UnanswerableRequestException(
                    "the validity of an approval must be longer than zero; give a duration, for example 2h");
        }
        if (request.requester().isEmpty()) {
            throw new UnanswerableRequestException(
                    "the request was stored by an earlier version, which did not bind it to the agent, so an approval would have no effect; the caller must request access again");
        }
        if (!inForce(tenant).equals(request.version())) {
            throw new UnanswerableRequestException(
                    "the policies have changed since the request, so an approval would have no effect; the caller must request access again");
        }
        Instant start = from.orElse(now);
        return save(tenant, request.approved(by, now, start, start.plus(holds)));
    }

    /**
     * Denies a request.
     *
     * @throws UnanswerableRequestException if the request cannot be denied; the message states the reason
     */
    public AccessApproval deny(TenantId tenant, String id, String by) {
        AccessApproval known = requireRequest(tenant, id);
        return known.state() == State.DENIED
                ? closeFinding(tenant, known)
                : save(tenant, answerable(tenant, id, by).closed(State.DENIED, by, clock.instant()));
    }

    /**
     * Ends an approval or a pending request early. A request that has already ended does not change.
     *
     * @throws UnanswerableRequestException if the request does not exist
     */
    public AccessApproval withdraw(TenantId tenant, String id, String by) {
        Instant now = clock.instant();
        AccessApproval request = requireRequest(tenant, id);
        return switch (request.effectiveStateAt(now)) {
            case PENDING, APPROVED -> save(tenant, request.closed(State.CANCELLED, by, now));
            case DENIED, CANCELLED, EXPIRED -> closeFinding(tenant, request);
        };
    }

    private PolicyVersion inForce(TenantId tenant) {
        return PolicySet.ofStored(policies.all(tenant)).version();
    }

    private AccessApproval requireRequest(TenantId tenant, String id) {
        return approvals
                .approval(tenant, id)
                .orElseThrow(() -> new UnanswerableRequestException(
                        "there is no request with the id '%s'; list them with 'grantkeeper approvals'".formatted(id)));
    }

    private AccessApproval save(TenantId tenant, AccessApproval answered) {
        try {
            approvals.save(tenant, answered);
        } catch (ConcurrentWriteException _) {
            throw new UnanswerableRequestException(
                    "someone else answered '%s' at the same time; check its current state".formatted(answered.id()));
        }
        return closeFinding(tenant, answered.withRevision(answered.revision() + 1));
    }

    /**
     * Closes the finding that announced the request. This step is repeated with every answer, so that an interrupted
     * call is completed by the next one.
     */
    private AccessApproval closeFinding(TenantId tenant, AccessApproval request) {
        findings.close(
                tenant, IdentityId.parse(request.subject()), AccessRequestFindings.key(request.id()), clock.instant());
        return request;
    }
}
