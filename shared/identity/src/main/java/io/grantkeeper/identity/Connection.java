package io.grantkeeper.identity;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * One provider tenant that is watched, as the operator configured it.
 *
 * @param settings what the connector asks for: {@code organization}, {@code customer}, base URLs
 * @param credentials where each credential is found, by name: a reference such as {@code env:GITHUB_TOKEN},
 *     {@code file:/run/secrets/key.pem} or {@code secretsmanager:grantkeeper/github}; never the secret itself
 */
public record Connection(
        TenantId tenant,
        ConnectionId id,
        ProviderId provider,
        SortedMap<String, String> settings,
        SortedMap<String, String> credentials) {
    public Connection {
        settings = Sorted.map(settings);
        credentials = Sorted.map(credentials);
    }

    public static Connection of(
            TenantId tenant,
            ConnectionId id,
            ProviderId provider,
            Map<String, String> settings,
            Map<String, String> credentials) {
        return new Connection(tenant, id, provider, Sorted.map(settings), Sorted.map(credentials));
    }

    public Optional<String> setting(String name) {
        return Optional.ofNullable(settings.get(name));
    }

    /**
     * A setting that the connector cannot do without.
     *
     * @throws IllegalArgumentException naming the connection and the setting to add
     */
    public String requiredSetting(String name) {
        String value = settings.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(
                    "connection '%s' (%s) needs the setting '%s'".formatted(id, provider, name));
        }
        return value;
    }
}
