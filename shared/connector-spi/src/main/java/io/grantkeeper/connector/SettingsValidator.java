package io.grantkeeper.connector;

import io.grantkeeper.identity.Connection;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/** Validates the settings of a connection. An error names the invalid setting and its expected form. */
public record SettingsValidator(Connection connection) {
    /**
     * Returns a URL setting without trailing slashes. Rejects a URL that has a query or a fragment.
     *
     * @param usual the default
     */
    public URI url(String name, String usual) throws ConnectorException {
        return url(name, connection.setting(name).orElse(usual), "an https URL without a query, for example " + usual);
    }

    /**
     * Returns a URL without trailing slashes. Rejects a URL that has a query or a fragment. The session decides which
     * URLs may be called.
     *
     * @param form what the value of the setting looks like, for the error message
     */
    public URI url(String name, String value, String form) throws ConnectorException {
        try {
            URI uri = URI.create(value.strip().replaceAll("(?<!/)/++$", ""));
            if (uri.getHost() != null && uri.getRawQuery() == null && uri.getRawFragment() == null) {
                return uri;
            }
        } catch (IllegalArgumentException _) {
            // Reported below.
        }
        throw invalid(name, form);
    }

    /**
     * Returns an optional setting, stripped. A blank value counts as absent.
     *
     * @param form what the value looks like, for the error message
     */
    public Optional<String> optional(String name, Pattern pattern, String form) throws ConnectorException {
        Optional<String> value = optional(name);
        if (value.isPresent() && !pattern.matcher(value.get()).matches()) {
            throw invalid(name, form);
        }
        return value;
    }

    /** Returns an optional setting of any form, stripped. A blank value counts as absent. */
    public Optional<String> optional(String name) {
        return connection.setting(name).map(String::strip).filter(value -> !value.isEmpty());
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
        return ConnectorException.misconfigured(connection, "the setting '%s' must be %s".formatted(name, form));
    }
}
