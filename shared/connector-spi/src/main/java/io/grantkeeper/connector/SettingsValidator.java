package io.grantkeeper.connector;

import io.grantkeeper.connector.ConnectorProblem.Misconfigured;
import io.grantkeeper.identity.Connection;
import java.net.URI;

/** Validates the settings of a connection. An error names the invalid setting and its expected form. */
public record SettingsValidator(Connection connection) {
    /**
     * Returns a URL setting without a trailing slash, query or fragment.
     *
     * @param usual the default
     */
    public URI url(String name, String usual) throws ConnectorException {
        String text = connection.setting(name).orElse(usual).strip().replaceAll("/+$", "");
        try {
            URI uri = URI.create(text);
            if (uri.getHost() != null && uri.getRawQuery() == null && uri.getRawFragment() == null) {
                return uri;
            }
        } catch (IllegalArgumentException _) {
            // Reported below.
        }
        throw invalid(name, "an https URL without a query, for example " + usual);
    }

    /** Returns a page size from 1 to {@code largest}. The default is {@code largest}. */
    public int pageSize(String name, int largest) throws ConnectorException {
        String text = connection.setting(name).map(String::strip).orElse(Integer.toString(largest));
        if (text.matches("[0-9]{1,5}")) {
            int size = Integer.parseInt(text);
            if (size >= 1 && size <= largest) {
                return size;
            }
        }
        throw invalid(name, "a number from 1 to " + largest);
    }

    /** Returns the exception for a setting that does not have the expected form. */
    public ConnectorException invalid(String name, String form) {
        return new ConnectorException(new Misconfigured("connection '%s' (%s): the setting '%s' must be %s"
                .formatted(connection.id(), connection.provider(), name, form)));
    }
}
