package io.grantkeeper.connector;

import io.grantkeeper.connector.ConnectorProblem.Misconfigured;
import io.grantkeeper.identity.Connection;
import java.net.URI;

/** Reads a connection's settings, and names the one that is wrong with the form that it should have. */
public record CheckedSettings(Connection connection) {
    /**
     * An address without a slash at its end, query or fragment.
     *
     * @param usual where it is left out
     */
    public URI address(String name, String usual) throws ConnectorException {
        String text = connection.setting(name).orElse(usual).strip().replaceAll("/+$", "");
        try {
            URI uri = URI.create(text);
            if (uri.getHost() != null && uri.getRawQuery() == null && uri.getRawFragment() == null) {
                return uri;
            }
        } catch (IllegalArgumentException _) {
            // told below
        }
        throw wrong(name, "an https address without a query, for example " + usual);
    }

    /** A number of rows from 1 to the largest page, which is asked for where it is left out. */
    public int pageSize(String name, int largest) throws ConnectorException {
        String text = connection.setting(name).map(String::strip).orElse(Integer.toString(largest));
        if (text.matches("[0-9]{1,5}")) {
            int size = Integer.parseInt(text);
            if (size >= 1 && size <= largest) {
                return size;
            }
        }
        throw wrong(name, "a number from 1 to " + largest);
    }

    /** The problem that a setting has another form than it should. */
    public ConnectorException wrong(String name, String form) {
        return new ConnectorException(new Misconfigured("connection '%s' (%s): the setting '%s' must be %s"
                .formatted(connection.id(), connection.provider(), name, form)));
    }
}
