package io.grantkeeper.authzen;

import java.util.Optional;

/** A request that is not answered with a decision: its sender is told what is wrong with it. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String problem;

    private RefusedException(int status, String problem, String message) {
        super(message, null, false, false);
        this.status = status;
        this.problem = problem;
    }

    /** @param message names the member, what it looked like, and what would be right; never its value */
    static RefusedException badRequest(String message) {
        return new RefusedException(400, "", message);
    }

    static RefusedException tooLarge(String message) {
        return new RefusedException(413, "", message);
    }

    /** The caller is known, and may not do this. */
    public static RefusedException forbidden(String message) {
        return new RefusedException(403, "", message);
    }

    /** @param problem one of the problem types of the access-request profile, without the beginning they share */
    public static RefusedException ofProfile(int status, String problem, String message) {
        return new RefusedException(status, problem, message);
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
