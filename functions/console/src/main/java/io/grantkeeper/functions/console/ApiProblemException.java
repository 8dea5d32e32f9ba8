package io.grantkeeper.functions.console;

/** Thrown to end the handling of a request. The caller receives the problem. */
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
