package io.grantkeeper.connector;

/** Carries a {@link ConnectorProblem}. Checked, so that every caller decides what it means for its state. */
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
