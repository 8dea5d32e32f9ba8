package io.grantkeeper.connectors.slack;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.NonHumanIdentity;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Converts apps from the administrative lists to identities. */
final class SlackAppMapper {
    static final String FORM = "slack-app";
    /** The members with URLs that an administrator or the app's developer set. */
    private static final List<String> ADDRESSES = List.of("app_homepage_url", "privacy_policy_url", "help_url");

    /**
     * The domains of Slack and its owner. A URL there does not identify the developer: anyone can state it, and the app
     * would count as Slack's own.
     */
    private static final List<String> OWN_DOMAINS = List.of("slack.com", "slack.dev", "salesforce.com");

    /** The attribute of an app that is listed with an organization's token, which can restrict the app for everyone. */
    static final String IN_ORGANIZATION = "in-organization";

    private static final String ASSISTANT = "assistant:write";

    private SlackAppMapper() {}

    static NonHumanIdentity read(SlackIds ids, JsonNodeReader app, Set<String> scopes) throws ConnectorException {
        String id = app.nonBlank("id");
        Map<String, String> attributes = new TreeMap<>();
        for (String name : List.of("is_internal", "is_app_directory_approved", "is_granular_bot_app")) {
            Optional<Boolean> flag = app.optionalFlag(name);
            flag.ifPresent(value -> attributes.put(name.substring(3).replace('_', '-'), value.toString()));
        }
        if (scopes.contains(ASSISTANT)) {
            attributes.put("agent-view", "true");
        }
        attributes.putAll(organization(ids));
        return NonHumanIdentity.of(
                        ids.app(id),
                        SlackIds.SLACK,
                        FORM,
                        app.optionalNonBlank("name").orElse(id))
                .withAliases(Set.of(ids.appAlias(id)))
                .withPublisher(KnownOrUnknown.unknown(), domains(app))
                .withAttributes(attributes);
    }

    /**
     * Returns the attribute of apps that are listed with an organization's token, or an empty map if the connection has
     * no such token.
     */
    static Map<String, String> organization(SlackIds ids) {
        return ids.ofOrganization() ? Map.of(IN_ORGANIZATION, "true") : Map.of();
    }

    /** Returns the names of the scopes. Slack lists a scope twice if it is requested for both the bot and people. */
    static Set<String> scopes(JsonNodeReader row) throws ConnectorException {
        Set<String> scopes = new TreeSet<>();
        for (JsonNodeReader scope : row.listOrEmpty("scopes")) {
            scopes.add(scope.isObject() ? scope.nonBlank("name") : scope.text());
        }
        return scopes;
    }

    private static Set<String> domains(JsonNodeReader app) throws ConnectorException {
        Set<String> domains = new TreeSet<>();
        for (String address : ADDRESSES) {
            app.optionalNonBlank(address).flatMap(SlackAppMapper::host).ifPresent(domains::add);
        }
        return domains;
    }

    private static Optional<String> host(String address) {
        try {
            return Optional.ofNullable(URI.create(address.strip()).getHost())
                    .map(host -> host.toLowerCase(Locale.ROOT).replaceFirst("^www\\.", ""))
                    .filter(host ->
                            OWN_DOMAINS.stream().noneMatch(own -> host.equals(own) || host.endsWith("." + own)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
