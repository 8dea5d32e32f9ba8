package io.grantkeeper.functions.decide;

import io.grantkeeper.authzen.AccessRequests;
import io.grantkeeper.authzen.Binding;
import io.grantkeeper.authzen.Caller;
import io.grantkeeper.authzen.RefusedException;
import io.grantkeeper.authzen.Seal;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.LostRaceException;
import io.grantkeeper.policy.PolicyVersion;
import io.grantkeeper.policy.decision.SubjectFacts;
import io.grantkeeper.policy.store.Approval;
import io.grantkeeper.policy.store.Approval.State;
import io.grantkeeper.policy.store.ApprovalStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Takes requests for access in. They are kept before anybody is asked, so an owner never answers one that is not there. */
final class Requests implements AccessRequests {
    /** Clocks of callers and ours need not agree to the second. */
    private static final Duration SKEW = Duration.ofSeconds(30);

    private static final int LONGEST_JUSTIFICATION = 500;

    private final TenantId tenant;
    private final ApprovalStore approvals;
    private final SubjectDirectory subjects;
    private final OwnerQuestion question;
    private final Seal seal;
    private final Lengths lengths;
    private final Clock clock;

    /**
     * How long things take.
     *
     * @param answerWithin how long an owner can answer
     * @param approvedFor how long an approval holds at most where whoever gives it says nothing else
     */
    record Lengths(Duration answerWithin, Duration approvedFor) {}

    Requests(
            TenantId tenant,
            ApprovalStore approvals,
            SubjectDirectory subjects,
            OwnerQuestion question,
            Seal seal,
            Lengths lengths,
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
    public Task submit(Caller caller, Submission submission) {
        Instant now = clock.instant();
        DenialToken denial = submission
                .denial()
                .bindingToken()
                .flatMap(token -> DenialToken.open(seal, token))
                .orElseThrow(
                        () -> RefusedException.ofProfile(
                                400,
                                "invalid_denial_binding",
                                "'denial.binding_token' is none of ours; echo 'context.access_request.binding_token' unchanged"));
        if (now.isAfter(denial.expires().plus(SKEW))) {
            throw RefusedException.ofProfile(
                    410, "expired_denial", "the denial is too old; ask for the decision again");
        }
        String binding = Binding.of(submission.request());
        if (!binding.equals(denial.binding())) {
            throw RefusedException.ofProfile(
                    400,
                    "invalid_denial_binding",
                    "subject, action, resource or arguments are not those that were denied; repeat them unchanged");
        }
        List<Approval> before = approvals.boundTo(tenant, binding);
        before.stream()
                .filter(known -> known.state() == State.PENDING && known.standingAt(now) == Approval.Standing.EXPIRED)
                .forEach(known -> question.over(known, now));
        Optional<Approval> pending = before.stream()
                .filter(known -> known.standingAt(now) == Approval.Standing.PENDING)
                .filter(known -> known.version().value().equals(denial.version())
                        && known.requestedBy().equals(Optional.of(caller.id())))
                .findFirst();
        Optional<String> id = submission.idempotencyKey().map(key -> taskId(caller, key));
        if (pending.isPresent()
                && id.filter(own -> !own.equals(pending.get().id())).isEmpty()) {
            return task(pending.get(), now);
        }
        return begin(
                caller, submission, denial, id.orElseGet(() -> UUID.randomUUID().toString()), now);
    }

    private Task begin(Caller caller, Submission submission, DenialToken denial, String id, Instant now) {
        if (denial.actor().isBlank()) {
            throw RefusedException.ofProfile(400, "not_requestable", "nobody can tell who would act, or be asked");
        }
        Duration holdsFor = holdsFor(submission.until(), now);
        IdentityId identity = subjects.called(denial.actor(), false) instanceof SubjectFacts.Known known
                ? known.id()
                : AtTheDoor.identity(denial.actor());
        Approval request = new Approval(
                id,
                denial.binding(),
                new PolicyVersion(denial.version()),
                denial.sentence(),
                identity.toString(),
                Optional.of(caller.id()),
                now,
                now.plus(lengths.answerWithin()),
                holdsFor,
                State.PENDING,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                denial.policies(),
                0);
        try {
            approvals.save(tenant, request);
        } catch (LostRaceException _) {
            return task(sameAgain(caller, id, denial), now);
        }
        question.ask(
                request,
                identity,
                submission.justification().map(why -> why.substring(0, Math.min(why.length(), LONGEST_JUSTIFICATION))));
        return task(request, now);
    }

    /** Whoever asks can ask for less than is usual, not for more. */
    private Duration holdsFor(Optional<Instant> until, Instant now) {
        if (until.isEmpty()) {
            return lengths.approvedFor();
        }
        Duration wanted = Duration.between(now, until.get());
        if (wanted.isNegative() || wanted.isZero()) {
            throw RefusedException.ofProfile(
                    400, "invalid_request", "'requested_access.requested_until' is over; name a moment to come");
        }
        return wanted.compareTo(lengths.approvedFor()) < 0 ? wanted : lengths.approvedFor();
    }

    private Approval sameAgain(Caller caller, String id, DenialToken denial) {
        return approvals
                .approval(tenant, id)
                .filter(known -> known.binding().equals(denial.binding())
                        && known.requestedBy().equals(Optional.of(caller.id())))
                .orElseThrow(() -> RefusedException.ofProfile(
                        409, "duplicate_request", "the Idempotency-Key was used for another request"));
    }

    @Override
    public Task status(Caller caller, String id) {
        return task(mine(caller, id), clock.instant());
    }

    @Override
    public Task cancel(Caller caller, String id) {
        Instant now = clock.instant();
        Approval request = mine(caller, id);
        if (request.standingAt(now) != Approval.Standing.PENDING) {
            throw ended();
        }
        Approval cancelled = request.ended(State.CANCELLED, caller.id(), now);
        try {
            approvals.save(tenant, cancelled);
        } catch (LostRaceException _) {
            throw ended();
        }
        question.over(cancelled, now);
        return task(cancelled, now);
    }

    private static RefusedException ended() {
        return RefusedException.ofProfile(409, "invalid_task_state", "the request has ended; it cannot be cancelled");
    }

    /** A task of somebody else looks like one that is not there. */
    private Approval mine(Caller caller, String id) {
        return approvals
                .approval(tenant, id)
                .filter(request -> request.requestedBy().equals(Optional.of(caller.id())))
                .orElseThrow(
                        () -> RefusedException.ofProfile(404, "unknown_task", "there is no such request of yours"));
    }

    /** The caller's key names the task, and tells nobody else anything. */
    private String taskId(Caller caller, String key) {
        String sealed = seal.seal("task", caller.id() + "\n" + key);
        return PolicyVersion.ofText(sealed)
                .value()
                .substring("sha256:".length())
                .substring(0, 40);
    }

    /** A task ends once: an approval that is over since was approved all the same. */
    private static Task task(Approval request, Instant now) {
        Status status =
                switch (request.state()) {
                    case PENDING ->
                        request.standingAt(now) == Approval.Standing.PENDING ? Status.PENDING : Status.EXPIRED;
                    case APPROVED -> Status.APPROVED;
                    case DENIED -> Status.DENIED;
                    case CANCELLED -> Status.CANCELLED;
                };
        boolean approved = status == Status.APPROVED;
        return new Task(
                request.id(),
                status,
                request.requestExpires(),
                approved ? request.decidedAt() : Optional.empty(),
                approved ? request.validUntil() : Optional.empty());
    }
}
