package io.grantkeeper.connector;

import io.grantkeeper.identity.Connection;

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

    /**
     * Returns the exception for a wrong setting or credential.
     *
     * @param what names the setting or credential and the fix
     */
    public static ConnectorException misconfigured(Connection connection, String what) {
        return new ConnectorException(new ConnectorProblem.Misconfigured(
                "connection '%s' (%s): %s".formatted(connection.id(), connection.provider(), what)));
    }

    public static ConnectorException unexpected(String what) {
        return new ConnectorException(new ConnectorProblem.UnexpectedResponse(what));
    }

    public static ConnectorException notOffered(String what) {
        return new ConnectorException(new ConnectorProblem.NotOffered(what));
    }

    public ConnectorProblem problem() {
        return problem;
    }
}
