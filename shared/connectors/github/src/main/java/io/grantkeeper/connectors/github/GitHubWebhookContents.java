package io.grantkeeper.connectors.github;

import static java.util.Map.entry;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonNodeReader;
import java.util.Map;
import java.util.Set;

/**
 * The members that distinguish the bodies of the handled events. They reveal when a signed body is sent again with the
 * name of another event in the header. Source: https://docs.github.com/en/webhooks/webhook-events-and-payloads
 */
final class GitHubWebhookContents {
    /**
     * The members that occur only in the bodies of certain events, each with the names of these events. If the set is
     * empty, no handled event has the member.
     */
    private static final Map<String, Set<String>> ONLY_IN = Map.ofEntries(
            entry("repositories_added", Set.of("installation_repositories")),
            entry("target_type", Set.of("installation_target")),
            entry("personal_access_token_request", Set.of("personal_access_token_request")),
            entry("membership", Set.of("organization")),
            entry("invitation", Set.of("organization")),
            entry("member", Set.of("member")),
            entry("key", Set.of("deploy_key")),
            entry("alert", Set.of("secret_scanning_alert")),
            entry("hook_id", Set.of("meta")),
            entry("zen", Set.of()),
            entry("team", Set.of()),
            entry("blocked_user", Set.of()),
            entry("repository", Set.of("member", "deploy_key", "repository", "secret_scanning_alert", "meta")));

    /** The member that every body of an event has, keyed by the event's name. */
    private static final Map<String, String> REQUIRED = Map.ofEntries(
            entry("installation", "installation"),
            entry("installation_repositories", "repositories_added"),
            entry("installation_target", "target_type"),
            entry("github_app_authorization", "sender"),
            entry("personal_access_token_request", "personal_access_token_request"),
            entry("organization", "organization"),
            entry("member", "member"),
            entry("deploy_key", "key"),
            entry("repository", "repository"),
            entry("secret_scanning_alert", "alert"),
            entry("meta", "hook_id"));

    /** The members that the body of any event can have. */
    private static final Set<String> COMMON =
            Set.of("action", "enterprise", "installation", "organization", "repository", "sender");

    /** The members that GitHub documents for one event's body, besides the common ones, keyed by the event's name. */
    private static final Map<String, Set<String>> DOCUMENTED = Map.ofEntries(
            entry("installation", Set.of("repositories", "requester")),
            entry(
                    "installation_repositories",
                    Set.of("repositories_added", "repositories_removed", "repository_selection", "requester")),
            entry("installation_target", Set.of("account", "changes", "target_type")),
            entry("github_app_authorization", Set.of()),
            entry("personal_access_token_request", Set.of("personal_access_token_request")),
            entry("organization", Set.of("changes", "invitation", "membership", "user")),
            entry("member", Set.of("changes", "member")),
            entry("deploy_key", Set.of("key")),
            entry("repository", Set.of("changes")),
            entry("secret_scanning_alert", Set.of("alert", "assignee")),
            entry("meta", Set.of("hook", "hook_id")));

    private GitHubWebhookContents() {}

    /**
     * Returns whether the body has only members that GitHub documents for the event. Otherwise, it may be the body of an
     * event that is not handled: many of them name an organization or an installation.
     */
    static boolean hasOnlyDocumentedMembers(String event, JsonNodeReader body) throws ConnectorException {
        Set<String> documented = DOCUMENTED.getOrDefault(event, Set.of());
        return body.names().stream().allMatch(name -> COMMON.contains(name) || documented.contains(name));
    }

    /** Returns whether the body can belong to the event. Events that are not handled can have any body. */
    static boolean isContentOf(String event, JsonNodeReader body) throws ConnectorException {
        String required = REQUIRED.get(event);
        if (required == null) {
            return true;
        }
        for (Map.Entry<String, Set<String>> member : ONLY_IN.entrySet()) {
            if (body.has(member.getKey()) && !member.getValue().contains(event)) {
                return false;
            }
        }
        // The only action of this event. Its body has no other content, so those of many events contain it.
        boolean authorization = event.equals("github_app_authorization");
        return body.has(required)
                && (!authorization
                        || body.optionalText("action").filter("revoked"::equals).isPresent());
    }
}
