package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.connector.webhook.WebhookOutcome;
import io.grantkeeper.identity.AccessEventType;
import io.grantkeeper.identity.work.Partition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Converts events about people: who joined or left the organization, and who can access a repository. */
final class GitHubMemberWebhooks {
    private GitHubMemberWebhooks() {}

    static WebhookOutcome organization(GitHubWebhookDelivery delivery) throws ConnectorException {
        return switch (delivery.action()) {
            case "member_added" -> changed(delivery, AccessEventType.PERSON_JOINED, "membership");
            case "member_removed" -> changed(delivery, AccessEventType.PERSON_LEFT, "membership");
            case "member_invited" -> delivery.ignored("an invitation grants no access until it is accepted");
            case "renamed", "deleted" -> changed(delivery, AccessEventType.PERSON_CHANGED, "membership");
            // Actions that GitHub may add, or an event of another kind: the reread shows the current state.
            default -> delivery.accepted(List.of(Partition.whole(GitHubMembersStream.ID)), Optional.empty());
        };
    }

    /**
     * Handles an event about a collaborator of one repository. An outside collaborator may be new to the organization.
     */
    static WebhookOutcome collaborator(GitHubWebhookDelivery delivery) throws ConnectorException {
        return changed(delivery, AccessEventType.PERSON_CHANGED, "");
    }

    private static WebhookOutcome changed(GitHubWebhookDelivery delivery, AccessEventType type, String wrapper)
            throws ConnectorException {
        Optional<JsonNodeReader> outer = wrapper.isEmpty()
                ? Optional.of(delivery.body())
                : delivery.body().optionalObject(wrapper);
        Optional<JsonNodeReader> person = outer.isPresent()
                ? outer.get().optionalObject(wrapper.isEmpty() ? "member" : "user")
                : Optional.empty();
        Map<String, String> details = new TreeMap<>();
        if (person.isPresent()) {
            person.get().optionalText("login").ifPresent(login -> details.put("user", login));
        }
        return delivery.accepted(
                GitHubMembersStream.ID, delivery.evidence(type, Optional.empty(), Optional.empty(), details));
    }
}
