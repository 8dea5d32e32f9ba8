package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem;
import io.grantkeeper.identity.Connection;

/** Creates the exceptions of this package. */
final class GitHubProblems {
    private GitHubProblems() {}

    /**
     * Returns the exception for a wrong setting or credential. Its message names the connection, the field and the fix.
     */
    static ConnectorException misconfigured(Connection connection, String what) {
        return new ConnectorException(new ConnectorProblem.Misconfigured(
                "connection '%s' (%s): %s".formatted(connection.id(), connection.provider(), what)));
    }

    static ConnectorException notOffered(String what) {
        return new ConnectorException(new ConnectorProblem.NotOffered(what));
    }

    static ConnectorException unexpected(String what) {
        return new ConnectorException(new ConnectorProblem.UnexpectedResponse(what));
    }
}
