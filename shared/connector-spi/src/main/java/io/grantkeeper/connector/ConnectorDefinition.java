package io.grantkeeper.connector;

import io.grantkeeper.identity.CoverageGap;
import java.util.List;
import java.util.Set;

/**
 * A connector's description of itself.
 *
 * @param displayName the provider's name as it is shown to people, such as "GitHub"
 * @param hosts the only hosts that the connector calls, unless a connection's base URL setting names another
 *         host
 * @param settings the settings that a connection accepts or requires
 * @param credentials the credentials that a connection accepts or requires
 * @param limits the provider account's rate limits, which all workers share
 * @param gaps what the provider's API cannot show
 */
public record ConnectorDefinition(
        String displayName,
        Set<String> hosts,
        List<Setting> settings,
        List<CredentialSlot> credentials,
        List<RateLimit> limits,
        List<CoverageGap> gaps) {
    /**
     * A setting of a connection.
     *
     * @param required whether a connection must configure the setting
     * @param form what the value looks like, for error messages: "the organization's login, for example acme"
     */
    public record Setting(String name, boolean required, String form) {}

    /**
     * A named place for a credential of a connection.
     *
     * @param group the slots of a group are alternatives: a required group needs at least one of them. A slot without
     *         alternatives has its own name as its group
     * @param purpose what the credential gives access to: "reads classic tokens; an owner's token"
     */
    public record CredentialSlot(String name, String group, boolean required, String purpose) {}

    public ConnectorDefinition {
        hosts = Set.copyOf(hosts);
        settings = List.copyOf(settings);
        credentials = List.copyOf(credentials);
        limits = List.copyOf(limits);
        gaps = List.copyOf(gaps);
    }

    /**
     * Returns the rate limit with this name.
     *
     * @throws IllegalArgumentException if the connector declares no rate limit with this name
     */
    public RateLimit limit(String name) {
        return limits.stream()
                .filter(limit -> limit.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("%s declares no rate limit '%s'".formatted(displayName, name)));
    }
}
