package io.grantkeeper.connector;

import io.grantkeeper.identity.CoverageGap;
import io.grantkeeper.identity.ProviderId;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A connector's description of itself.
 *
 * @param displayName the provider's name as shown to people, such as "GitHub"
 * @param hosts the only hosts that the connector calls, unless a connection's base URL setting names another host
 * @param settings the settings that a connection accepts or requires
 * @param credentials the credentials that a connection accepts or requires
 * @param limits the provider account's rate limits, which all workers share
 * @param gaps the data that the provider's API cannot show
 */
public record ConnectorDefinition(
        ProviderId provider,
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
    public record Setting(String name, boolean required, String form) {
        public static Setting required(String name, String form) {
            return new Setting(name, true, form);
        }

        public static Setting optional(String name, String form) {
            return new Setting(name, false, form);
        }
    }

    /**
     * A named place for a credential of a connection.
     *
     * @param group the name that alternative slots share; a required group needs a credential in at least one of its
     *     slots. For a slot without alternatives, the slot's own name
     * @param required whether the group needs a credential
     * @param purpose what the credential gives access to: "reads classic tokens; an owner's token"
     */
    public record CredentialSlot(String name, String group, boolean required, String purpose) {
        public static CredentialSlot required(String name, String purpose) {
            return new CredentialSlot(name, name, true, purpose);
        }

        public static CredentialSlot optional(String name, String purpose) {
            return new CredentialSlot(name, name, false, purpose);
        }

        /** Returns a slot that is one of the alternatives in a required group. */
        public static CredentialSlot oneOf(String group, String name, String purpose) {
            return new CredentialSlot(name, group, true, purpose);
        }
    }

    public ConnectorDefinition {
        hosts = Set.copyOf(hosts);
        settings = List.copyOf(settings);
        credentials = List.copyOf(credentials);
        limits = List.copyOf(limits);
        gaps = List.copyOf(gaps);
    }

    /** Returns a definition without hosts, settings, credentials, rate limits or gaps. */
    public static ConnectorDefinition of(ProviderId provider, String displayName) {
        return new ConnectorDefinition(provider, displayName, Set.of(), List.of(), List.of(), List.of(), List.of());
    }

    public ConnectorDefinition withHosts(String... only) {
        return new ConnectorDefinition(provider, displayName, Set.of(only), settings, credentials, limits, gaps);
    }

    public ConnectorDefinition withSettings(List<Setting> all) {
        return new ConnectorDefinition(provider, displayName, hosts, all, credentials, limits, gaps);
    }

    public ConnectorDefinition withCredentials(List<CredentialSlot> all) {
        return new ConnectorDefinition(provider, displayName, hosts, settings, all, limits, gaps);
    }

    public ConnectorDefinition withLimits(List<RateLimit> all) {
        return new ConnectorDefinition(provider, displayName, hosts, settings, credentials, all, gaps);
    }

    /**
     * Returns a copy of this definition with one more coverage gap.
     *
     * @param subject the missing data
     * @param reason why the provider's API does not show it
     * @param workaround a way to narrow the gap
     */
    public ConnectorDefinition withGap(String subject, String reason, String workaround) {
        CoverageGap gap = new CoverageGap(provider, subject, reason, workaround);
        return new ConnectorDefinition(
                provider,
                displayName,
                hosts,
                settings,
                credentials,
                limits,
                Stream.concat(gaps.stream(), Stream.of(gap)).toList());
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
