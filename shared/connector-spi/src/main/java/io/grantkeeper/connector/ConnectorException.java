package io.grantkeeper.connector;

/**
 * An exception that carries a {@link ConnectorProblem}. It is a checked exception, so that every caller decides what
 * the
 * problem means for the caller's state.
 */
public final class ConnectorException extends Exception {
    private final transient ConnectorProblem problem;

    public ConnectorException(ConnectorProblem problem) {
        super(problem.code() + ": " + problem.message());
        this.problem = problem;
    }

    public ConnectorProblem problem() {
        return problem;
    }
}
