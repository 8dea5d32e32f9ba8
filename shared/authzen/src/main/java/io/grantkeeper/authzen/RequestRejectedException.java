package io.grantkeeper.authzen;

import java.util.Optional;

/**
 * Thrown when a request is rejected without a decision. The message tells the caller what is wrong with the request.
 */
public final class RequestRejectedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String problem;

    private RequestRejectedException(int status, String problem, String message) {
        super(message, null, false, false);
        this.status = status;
        this.problem = problem;
    }

    /**
     * Returns an exception for an invalid request.
     *
     * @param message a message that names the member, its actual form and the expected form, but never its value
     */
    static RequestRejectedException badRequest(String message) {
        return new RequestRejectedException(400, "", message);
    }

    static RequestRejectedException tooLarge(String message) {
        return new RequestRejectedException(413, "", message);
    }

    /** Returns an exception for a known caller that is not authorized. */
    public static RequestRejectedException forbidden(String message) {
        return new RequestRejectedException(403, "", message);
    }

    /**
     * Returns an exception with a problem type.
     *
     * @param problem a problem type of the AuthZEN access request profile, without the prefix that all problem types
     *     share
     */
    public static RequestRejectedException ofProfile(int status, String problem, String message) {
        return new RequestRejectedException(status, problem, message);
    }

    int status() {
        return status;
    }

    String message() {
        return String.valueOf(getMessage());
    }

    Optional<String> problem() {
        return problem.isEmpty() ? Optional.empty() : Optional.of(problem);
    }
}
