package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonBody;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The few members of an audit row that are worth keeping: names and choices, never hashes of tokens or addresses. */
final class AuditDetails {
    private static final int LONGEST = 200;

    /** Our name of a detail by GitHub's member. */
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

    private AuditDetails() {}

    static Map<String, String> of(JsonBody row, String action) throws ConnectorException {
        Map<String, String> details = new TreeMap<>(Map.of("action", action));
        for (String member : row.names()) {
            String name = TEXTS.get(member);
            if (name != null && row.has(member)) {
                scalar(row, member).ifPresent(text -> details.put(name, cut(text)));
            }
        }
        String actor = row.optionalText("actor").orElse("");
        if (actor.endsWith("]")) {
            // An app's bot account is no person; who it was is told here.
            details.put("actor", actor);
        }
        return details;
    }

    /** A string, number or boolean as text; empty for anything else, for a detail is not worth losing a row. */
    static Optional<String> scalar(JsonBody row, String member) {
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

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
