package io.grantkeeper.authzen;

import io.grantkeeper.policy.decision.AccessRequest;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** The service for access requests. A caller can submit a request after a denial if a person can approve the action. */
public interface AccessRequestService {
    /**
     * Submits a request: asks the owner to approve it and returns the task. Submitting an identical request again
     * returns the same task.
     *
     * @throws RequestRejectedException if the request is invalid or cannot be approved; the exception carries a problem
     *     type of the AuthZEN access request profile
     */
    Task submit(AuthZenCaller caller, Submission submission);

    /**
     * Returns the task with this ID.
     *
     * @throws RequestRejectedException if the task does not exist or the caller may not see it
     */
    Task status(AuthZenCaller caller, String id);

    /**
     * Cancels the task with this ID and returns it.
     *
     * @throws RequestRejectedException if the task does not exist or has already ended
     */
    Task cancel(AuthZenCaller caller, String id);

    /**
     * A submission that asks for approval of a denied action.
     *
     * @param request the denied request, as the caller repeats it
     * @param denial the caller's reference to the denial
     * @param justification the requester's reason, in their own words
     * @param until when the requested access should end
     * @param idempotencyKey the value of the {@code Idempotency-Key} header, by which the caller identifies repeated
     *     submissions of one request
     */
    record Submission(
            AccessRequest request,
            Denial denial,
            Optional<String> justification,
            Optional<Instant> until,
            Optional<String> idempotencyKey) {}

    /**
     * The members of a denial's response context that the caller must send back, so that the denial can be identified.
     */
    record Denial(Optional<String> bindingToken, Optional<String> evaluationId) {}

    /**
     * The status of a task. A request is approved only as long as its approval is valid. After that, it is expired or,
     * if the approval was withdrawn, canceled.
     */
    enum Status {
        PENDING,
        APPROVED,
        DENIED,
        EXPIRED,
        CANCELLED;

        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * An access request as its caller sees it.
     *
     * @param expires the deadline for an answer
     * @param approvedAt when the request was approved
     * @param approvedUntil when the approval expires
     * @param ended when the request or its approval ended; empty while it is pending or approved
     */
    record Task(
            String id,
            Status status,
            Instant expires,
            Optional<Instant> approvedAt,
            Optional<Instant> approvedUntil,
            Optional<Instant> ended) {}
}
