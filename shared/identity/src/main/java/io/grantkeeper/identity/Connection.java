package io.grantkeeper.identity;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * One monitored provider tenant as configured by the operator.
 *
 * @param settings settings of the connector, such as {@code organization}, {@code customer} and base URLs
 * @param credentials references to the credentials by name, such as {@code env:GITHUB_TOKEN}, {@code
 *     file:/run/secrets/key.pem} or {@code secretsmanager:grantkeeper/github}; never the secrets themselves
 */
public record Connection(
        TenantId tenant,
        ConnectionId id,
        ProviderId provider,
        SortedMap<String, String> settings,
        SortedMap<String, String> credentials) {
    public Connection {
        settings = SortedCopies.mapOf(settings);
        credentials = SortedCopies.mapOf(credentials);
    }

    public static Connection of(
            TenantId tenant,
            ConnectionId id,
            ProviderId provider,
            Map<String, String> settings,
            Map<String, String> credentials) {
        return new Connection(tenant, id, provider, SortedCopies.mapOf(settings), SortedCopies.mapOf(credentials));
    }

    public Optional<String> setting(String name) {
        return Optional.ofNullable(settings.get(name));
    }

    /**
     * Returns a setting that the connector requires.
     *
     * @throws IllegalArgumentException if the setting is missing; the message names the connection and the setting to
     *         add
     */
    public String requiredSetting(String name) {
        String value = settings.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(
                    "connection '%s' (%s) needs the setting '%s'; add it to the configuration"
                            .formatted(id, provider, name));
        }
        return value;
    }
}
