package io.grantkeeper.connector;

/**
 * An exception that contains a {@link ConnectorProblem}. It is checked, so every caller must decide how the
 * problem affects the state that the caller maintains.
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
