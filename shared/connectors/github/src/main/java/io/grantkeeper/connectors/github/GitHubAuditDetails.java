package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.EventDetailText;
import io.grantkeeper.connector.http.JsonNodeReader;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Selects the members of an audit row that are stored: names, ids and enumerated values, never token hashes or
 * addresses.
 */
final class GitHubAuditDetails {

    /** The name of each stored detail, keyed by GitHub's name for the member. */
    private static final Map<String, String> TEXTS = Map.ofEntries(
            Map.entry("integration", "app"),
            Map.entry("name", "name"),
            Map.entry("application_client_id", "client-id"),
            Map.entry("oauth_application_name", "oauth-app"),
            Map.entry("oauth_application_id", "oauth-app-id"),
            Map.entry("repository_selection", "repository-selection"),
            Map.entry("user_programmatic_access_name", "token-name"),
            Map.entry("credential_type", "credential-type"),
            Map.entry("user", "user"),
            Map.entry("invitee", "user"),
            Map.entry("requester", "requester"),
            Map.entry("repo", "repository"),
            Map.entry("title", "title"),
            Map.entry("read_only", "read-only"),
            Map.entry("hook_id", "hook-id"),
            Map.entry("permission", "permission"),
            Map.entry("old_permission", "old-permission"),
            Map.entry("visibility", "visibility"),
            Map.entry("programmatic_access_type", "made-with"),
            Map.entry("actor_is_agent", "actor-is-agent"));

    private GitHubAuditDetails() {}

    static Map<String, String> of(JsonNodeReader row, String action) throws ConnectorException {
        Map<String, String> details = new TreeMap<>(Map.of("action", action));
        for (String member : row.names()) {
            String name = TEXTS.get(member);
            if (name != null && row.has(member)) {
                scalar(row, member).ifPresent(text -> details.put(name, EventDetailText.name(text)));
            }
        }
        String actor = row.optionalText("actor").orElse("");
        if (actor.endsWith("]")) {
            // The bot account of an app is not a person, so it appears in the details instead of as the actor.
            details.put("actor", actor);
        }
        return details;
    }

    /**
     * Returns a string, number or boolean as text, or empty for any other type, because a malformed detail must not
     * fail the whole row.
     */
    static Optional<String> scalar(JsonNodeReader row, String member) {
        try {
            return row.has(member) ? Optional.of(row.id(member)) : Optional.empty();
        } catch (ConnectorException _) {
            try {
                return Optional.of(Boolean.toString(row.flag(member)));
            } catch (ConnectorException _) {
                return Optional.empty();
            }
        }
    }
}
