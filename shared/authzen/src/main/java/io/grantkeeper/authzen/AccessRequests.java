package io.grantkeeper.authzen;

import io.grantkeeper.policy.decision.AccessRequest;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** What happens to a request for access that a denial said could be made. */
public interface AccessRequests {
    /**
     * Takes a request in, and has its owner asked; the same one again is the same task.
     *
     * @throws RefusedException with a problem type of the profile
     */
    Task submit(Caller caller, Submission submission);

    /** @throws RefusedException where there is no such task, or the caller may not see it */
    Task status(Caller caller, String id);

    /** @throws RefusedException where there is no such task, or it has ended */
    Task cancel(Caller caller, String id);

    /**
     * "The denied action is to be allowed".
     *
     * @param request the one that was denied, as the caller repeats it
     * @param denial what it says of the denial
     * @param justification why, in the words of who asks
     * @param until till when access is wanted
     * @param idempotencyKey the caller's own name for this submission
     */
    record Submission(
            AccessRequest request,
            Denial denial,
            Optional<String> justification,
            Optional<Instant> until,
            Optional<String> idempotencyKey) {}

    /** The caller's echo of what it was told with the denial. */
    record Denial(Optional<String> bindingToken, Optional<String> evaluationId) {}

    /** What becomes of a task; it ends once. */
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
     * A request as its caller sees it.
     *
     * @param expires after that nobody can answer it any more
     * @param approvedAt when it was approved
     * @param approvedUntil until when that holds
     */
    record Task(
            String id, Status status, Instant expires, Optional<Instant> approvedAt, Optional<Instant> approvedUntil) {}
}
