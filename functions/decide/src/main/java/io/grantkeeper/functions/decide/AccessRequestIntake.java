package io.grantkeeper.functions.decide;

import io.grantkeeper.authzen.AccessRequestService;
import io.grantkeeper.authzen.ApprovalRequestDigest;
import io.grantkeeper.authzen.AuthZenCaller;
import io.grantkeeper.authzen.RequestRejectedException;
import io.grantkeeper.authzen.TokenSealer;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.ConcurrentWriteException;
import io.grantkeeper.policy.PolicyVersion;
import io.grantkeeper.policy.decision.AccessRequest;
import io.grantkeeper.policy.decision.AuthZenEntity;
import io.grantkeeper.policy.decision.RequestActor;
import io.grantkeeper.policy.store.AccessApproval;
import io.grantkeeper.policy.store.AccessApproval.State;
import io.grantkeeper.policy.store.ApprovalRequester;
import io.grantkeeper.policy.store.ApprovalStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Accepts access requests. Stores each request before anyone is asked to approve it, so that an owner never answers a
 * request that does not exist.
 */
final class AccessRequestIntake implements AccessRequestService {
    /** The tolerated clock difference between callers and Grantkeeper. */
    private static final Duration SKEW = Duration.ofSeconds(30);

    private static final int MAX_JUSTIFICATION = 500;

    private final TenantId tenant;
    private final ApprovalStore approvals;
    private final SubjectResolver subjects;
    private final AccessRequestNotifier question;
    private final TokenSealer seal;
    private final TimeLimits lengths;
    private final Clock clock;

    /**
     * The time limits of access requests.
     *
     * @param answerWithin how long an owner has to answer
     * @param approvedFor the default validity of an approval; the caller can request less, and the approver can set
     *     another period
     */
    record TimeLimits(Duration answerWithin, Duration approvedFor) {}

    AccessRequestIntake(
            TenantId tenant,
            ApprovalStore approvals,
            SubjectResolver subjects,
            AccessRequestNotifier question,
            TokenSealer seal,
            TimeLimits lengths,
            Clock clock) {
        this.tenant = tenant;
        this.approvals = approvals;
        this.subjects = subjects;
        this.question = question;
        this.seal = seal;
        this.lengths = lengths;
        this.clock = clock;
    }

    @Override
    public Task submit(AuthZenCaller caller, Submission submission) {
        Instant now = clock.instant();
        RequestableDenialToken denial = submission
                .denial()
                .bindingToken()
                .flatMap(token -> RequestableDenialToken.open(seal, token))
                .orElseThrow(
                        () -> RequestRejectedException.ofProfile(
                                400,
                                "invalid_denial_binding",
                                "'denial.binding_token' is not valid; echo 'context.access_request.binding_token' unchanged, or request the decision again"));
        if (now.isAfter(denial.expires().plus(SKEW))) {
            throw RequestRejectedException.ofProfile(
                    410, "expired_denial", "the denial has expired; request the decision again");
        }
        requireDeniedRequest(caller, submission.request(), denial);
        List<AccessApproval> before = approvals.boundTo(tenant, denial.binding());
        before.stream()
                .filter(known -> known.state() == State.PENDING
                        && known.effectiveStateAt(now) == AccessApproval.EffectiveState.EXPIRED)
                .forEach(known -> question.close(known, now));
        Optional<AccessApproval> pending = before.stream()
                .filter(known -> known.effectiveStateAt(now) == AccessApproval.EffectiveState.PENDING)
                .filter(known -> known.version().value().equals(denial.version())
                        && known.requestedBy().equals(Optional.of(caller.id())))
                .findFirst();
        Optional<String> id = submission.idempotencyKey().map(key -> taskId(caller, key));
        if (pending.isPresent()
                && id.filter(own -> !own.equals(pending.get().id())).isEmpty()) {
            return task(pending.get(), now);
        }
        return createRequest(
                caller, submission, denial, id.orElseGet(() -> UUID.randomUUID().toString()), now);
    }

    /**
     * Requires that an access request repeats the denied request and comes from the caller that was denied. The caller
     * can omit the context members that only policies read, because the token contains a digest that covers their
     * values. If the caller includes any of them, it must include all of them, with the values of the denied request.
     */
    private static void requireDeniedRequest(
            AuthZenCaller caller, AccessRequest request, RequestableDenialToken denial) {
        if (!caller.id().equals(denial.caller())) {
            throw RequestRejectedException.ofProfile(
                    400,
                    "invalid_denial_binding",
                    "'denial.binding_token' was issued to another caller; request the decision again");
        }
        boolean statesContext = denial.contextMembers().stream()
                .anyMatch(name -> !ApprovalRequestDigest.CONTEXT.contains(name)
                        && request.context().containsKey(name));
        boolean same = statesContext
                ? ApprovalRequestDigest.of(request, denial.scope()).equals(denial.binding())
                : ApprovalRequestDigest.of(request).equals(denial.request());
        if (!same) {
            throw RequestRejectedException.ofProfile(
                    400,
                    "invalid_denial_binding",
                    "subject, actor, action, resource, arguments or context differ from those that were denied; repeat them unchanged");
        }
    }

    private Task createRequest(
            AuthZenCaller caller, Submission submission, RequestableDenialToken denial, String id, Instant now) {
        String agent = denial.actor().getLast();
        if (agent.isBlank()) {
            throw RequestRejectedException.ofProfile(
                    400, "not_requestable", "the denial names no actor, so nobody can approve the access");
        }
        Duration holdsFor = approvalDuration(submission.until(), now);
        IdentityId identity =
                SubjectResolver.identityId(denial.identity()).orElseGet(() -> UnknownAgentRegistrar.identity(agent));
        AccessApproval request = new AccessApproval(
                id,
                denial.binding(),
                new PolicyVersion(denial.version()),
                denial.sentence(),
                identity.toString(),
                Optional.of(caller.id()),
                Optional.of(requester(caller, submission.request(), agent, identity)),
                now,
                now.plus(lengths.answerWithin()),
                holdsFor,
                denial.policies());
        try {
            approvals.save(tenant, request);
        } catch (ConcurrentWriteException _) {
            return task(existingRequest(caller, id, denial), now);
        }
        question.ask(
                request,
                identity,
                submission.justification().map(why -> why.substring(0, Math.min(why.length(), MAX_JUSTIFICATION))));
        return task(request, now);
    }

    /**
     * Returns how long the approval of a request is valid. A caller can request less than the default, but not more.
     *
     * @param until when the caller wants the access to end; empty if the caller did not say
     */
    private Duration approvalDuration(Optional<Instant> until, Instant now) {
        if (until.isEmpty()) {
            return lengths.approvedFor();
        }
        Duration wanted = Duration.between(now, until.get());
        if (wanted.isNegative() || wanted.isZero()) {
            throw RequestRejectedException.ofProfile(
                    400, "invalid_request", "'requested_access.requested_until' is in the past; use a future time");
        }
        return wanted.compareTo(lengths.approvedFor()) < 0 ? wanted : lengths.approvedFor();
    }

    private ApprovalRequester requester(
            AuthZenCaller caller, AccessRequest request, String agent, IdentityId identity) {
        Set<String> names =
                new LinkedHashSet<>(List.of(caller.id(), caller.subject(), caller.name(), agent, identity.toString()));
        names.addAll(subjects.namesOf(identity));
        names.add(request.subject().id());
        names.addAll(request.actors());
        return new ApprovalRequester(
                agent, RequestActor.of(request).onBehalfOf().map(AuthZenEntity::id), List.copyOf(names));
    }

    private AccessApproval existingRequest(AuthZenCaller caller, String id, RequestableDenialToken denial) {
        return approvals
                .approval(tenant, id)
                .filter(known -> known.binding().equals(denial.binding())
                        && known.requestedBy().equals(Optional.of(caller.id())))
                .orElseThrow(() -> RequestRejectedException.ofProfile(
                        409, "duplicate_request", "the Idempotency-Key was already used for another request"));
    }

    @Override
    public Task status(AuthZenCaller caller, String id) {
        return task(ownRequest(caller, id), clock.instant());
    }

    @Override
    public Task cancel(AuthZenCaller caller, String id) {
        Instant now = clock.instant();
        AccessApproval request = ownRequest(caller, id);
        if (request.effectiveStateAt(now) != AccessApproval.EffectiveState.PENDING) {
            throw alreadyEnded();
        }
        AccessApproval cancelled = request.closed(State.CANCELLED, caller.id(), now);
        try {
            approvals.save(tenant, cancelled);
        } catch (ConcurrentWriteException _) {
            throw alreadyEnded();
        }
        question.close(cancelled, now);
        return task(cancelled, now);
    }

    private static RequestRejectedException alreadyEnded() {
        return RequestRejectedException.ofProfile(
                409, "invalid_task_state", "the request has already ended and cannot be canceled");
    }

    /**
     * Returns a request that the caller submitted.
     *
     * @throws RequestRejectedException if the request does not exist or another caller submitted it; the message is the
     *     same in both cases
     */
    private AccessApproval ownRequest(AuthZenCaller caller, String id) {
        return approvals
                .approval(tenant, id)
                .filter(request -> request.requestedBy().equals(Optional.of(caller.id())))
                .orElseThrow(() ->
                        RequestRejectedException.ofProfile(404, "unknown_task", "you have no request with this id"));
    }

    /** Derives a task ID from the caller's ID and idempotency key. The task ID does not reveal the key. */
    private String taskId(AuthZenCaller caller, String key) {
        String sealed = seal.seal("task", caller.id() + "\n" + key);
        return PolicyVersion.ofText(sealed)
                .value()
                .substring("sha256:".length())
                .substring(0, 40);
    }

    /**
     * Converts a stored request to a task of the AuthZEN API. The task has the status "approved" only as long as the
     * approval is valid.
     */
    private static Task task(AccessApproval request, Instant now) {
        Status status =
                switch (request.effectiveStateAt(now)) {
                    case PENDING -> Status.PENDING;
                    case APPROVED -> Status.APPROVED;
                    case DENIED -> Status.DENIED;
                    case CANCELLED -> Status.CANCELLED;
                    case EXPIRED -> Status.EXPIRED;
                };
        boolean approved = status == Status.APPROVED;
        return new Task(
                request.id(),
                status,
                request.requestExpires(),
                approved ? request.decidedAt() : Optional.empty(),
                approved ? request.validUntil() : Optional.empty(),
                request.endedAt(now));
    }
}
