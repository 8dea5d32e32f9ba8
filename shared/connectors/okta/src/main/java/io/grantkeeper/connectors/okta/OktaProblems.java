package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.Misconfigured;
import io.grantkeeper.connector.ConnectorProblem.UnexpectedResponse;
import io.grantkeeper.identity.Connection;

/** Creates the exceptions of this package. */
final class OktaProblems {
    private OktaProblems() {}

    /**
     * Returns the exception for a wrong setting or credential. Its message names the connection, the field and the fix.
     */
    static ConnectorException misconfigured(Connection connection, String what) {
        return new ConnectorException(
                new Misconfigured("connection '%s' (%s): %s".formatted(connection.id(), connection.provider(), what)));
    }

    static ConnectorException unexpected(String what) {
        return new ConnectorException(new UnexpectedResponse(what));
    }
}
