package io.grantkeeper.connector;

import io.grantkeeper.identity.CoverageGap;
import java.util.List;
import java.util.Set;

/**
 * What a connector declares about itself.
 *
 * @param displayName for people: "GitHub"
 * @param hosts the only hosts that are called, unless a connection's base URL setting names another
 * @param settings what a connection of this provider may or must set
 * @param credentials what a connection of this provider may or must have
 * @param limits the provider account's rate limits, shared by all workers
 * @param gaps what the provider's API cannot show
 */
public record ConnectorProfile(
        String displayName,
        Set<String> hosts,
        List<Setting> settings,
        List<CredentialSlot> credentials,
        List<RateLimit> limits,
        List<CoverageGap> gaps) {
    /**
     * @param required whether a connection cannot do without it
     * @param form what the value looks like, for error messages: "the organisation's login, for example acme"
     */
    public record Setting(String name, boolean required, String form) {}

    /**
     * @param group slots of one group are alternatives: at least one of a required group must be there; a slot that
     *     stands alone has its own name as group
     * @param purpose what it opens: "reads classic tokens; an owner's token"
     */
    public record CredentialSlot(String name, String group, boolean required, String purpose) {}

    public ConnectorProfile {
        hosts = Set.copyOf(hosts);
        settings = List.copyOf(settings);
        credentials = List.copyOf(credentials);
        limits = List.copyOf(limits);
        gaps = List.copyOf(gaps);
    }

    /**
     * The limit with this name.
     *
     * @throws IllegalArgumentException where the connector declares none
     */
    public RateLimit limit(String name) {
        return limits.stream()
                .filter(limit -> limit.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("%s declares no rate limit '%s'".formatted(displayName, name)));
    }
}
