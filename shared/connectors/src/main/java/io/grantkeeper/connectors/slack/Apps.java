package io.grantkeeper.connectors.slack;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.NonHumanIdentity;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads apps as the listings of administrators show them. */
final class Apps {
    static final String FORM = "slack-app";
    /** Only that an administrator or the app's maker set the address; Slack's own pages say nothing of the maker. */
    private static final List<String> ADDRESSES = List.of("app_homepage_url", "privacy_policy_url", "help_url");

    private static final String ASSISTANT = "assistant:write";

    private Apps() {}

    static NonHumanIdentity read(Naming naming, JsonBody app, Set<String> scopes) throws ConnectorException {
        String id = Read.required(app, "id");
        Map<String, String> attributes = new TreeMap<>();
        for (String name : List.of("is_internal", "is_app_directory_approved", "is_granular_bot_app")) {
            Optional<Boolean> flag = app.optionalFlag(name);
            flag.ifPresent(value -> attributes.put(name.substring(3).replace('_', '-'), value.toString()));
        }
        if (scopes.contains(ASSISTANT)) {
            attributes.put("agent-view", "true");
        }
        return NonHumanIdentity.of(
                        naming.app(id),
                        Naming.SLACK,
                        FORM,
                        Read.optional(app, "name").orElse(id))
                .withAliases(Set.of(naming.appAlias(id)))
                .withPublisher(Knowledge.unknown(), domains(app))
                .withAttributes(attributes);
    }

    /** The names of scopes; Slack lists one twice where both the bot and people are asked for it. */
    static Set<String> scopes(JsonBody row) throws ConnectorException {
        Set<String> scopes = new TreeSet<>();
        for (JsonBody scope : row.listOrEmpty("scopes")) {
            scopes.add(scope.isObject() ? Read.required(scope, "name") : scope.text());
        }
        return scopes;
    }

    private static Set<String> domains(JsonBody app) throws ConnectorException {
        Set<String> domains = new TreeSet<>();
        for (String address : ADDRESSES) {
            Read.optional(app, address).flatMap(Apps::host).ifPresent(domains::add);
        }
        return domains;
    }

    private static Optional<String> host(String address) {
        try {
            return Optional.ofNullable(URI.create(address.strip()).getHost())
                    .map(host -> host.toLowerCase(Locale.ROOT).replaceFirst("^www\\.", ""))
                    .filter(host -> !host.equals("slack.com") && !host.endsWith(".slack.com"));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
