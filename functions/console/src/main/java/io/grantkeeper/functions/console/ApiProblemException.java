package io.grantkeeper.functions.console;

/** Ends the handling of a request with a problem that the caller receives. */
final class ApiProblemException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient ProblemDetails problem;

    ApiProblemException(ProblemDetails problem) {
        super(problem.detail());
        this.problem = problem;
    }

    ProblemDetails problem() {
        return problem;
    }
}
