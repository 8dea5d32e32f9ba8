package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ConnectorProblem.Misconfigured;
import io.grantkeeper.connector.ConnectorProblem.UnexpectedResponse;
import io.grantkeeper.identity.Connection;

/** Shortens what this package throws. */
final class Problems {
    private Problems() {}

    /** A setting or credential of ours is wrong; the message names connection, field and fix. */
    static ConnectorException misconfigured(Connection connection, String what) {
        return new ConnectorException(
                new Misconfigured("connection '%s' (%s): %s".formatted(connection.id(), connection.provider(), what)));
    }

    static ConnectorException unexpected(String what) {
        return new ConnectorException(new UnexpectedResponse(what));
    }
}
