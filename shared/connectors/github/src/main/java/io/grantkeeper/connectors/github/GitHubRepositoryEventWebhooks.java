package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.connector.webhook.WebhookOutcome;
import io.grantkeeper.identity.AccessEventType;
import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.work.Partition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Converts events about repositories: changes to their deploy keys and visibility, secrets found in them, and deleted
 * webhooks.
 */
final class GitHubRepositoryEventWebhooks {
    private GitHubRepositoryEventWebhooks() {}

    static WebhookOutcome deployKey(GitHubWebhookDelivery delivery) throws ConnectorException {
        JsonNodeReader key = delivery.body().object("key");
        boolean created = delivery.action().equals("created");
        Optional<Instant> at = created ? GitHubTime.optional(key, "created_at") : Optional.empty();
        Map<String, String> details = new TreeMap<>();
        key.optionalText("title").ifPresent(title -> details.put("title", title));
        key.optionalFlag("read_only").ifPresent(flag -> details.put("read-only", Boolean.toString(flag)));
        delivery.body()
                .object("repository")
                .optionalText("full_name")
                .ifPresent(name -> details.put("repository", name));
        AccessObservation evidence = delivery.evidence(
                created ? AccessEventType.CREDENTIAL_ADDED : AccessEventType.CREDENTIAL_REMOVED,
                Optional.of(delivery.naming().deployKey(key.id("id"))),
                at,
                details);
        return delivery.accepted(List.of(keysOfRepository(delivery)), Optional.of(evidence));
    }

    static WebhookOutcome repository(GitHubWebhookDelivery delivery) throws ConnectorException {
        return switch (delivery.action()) {
            // The repository's deploy keys now give access to something else, or are listed under another name.
            case "publicized", "privatized", "renamed", "transferred", "unarchived" ->
                delivery.accepted(List.of(keysOfRepository(delivery)), Optional.empty());
            case "created", "deleted", "edited", "archived" ->
                delivery.ignored("the next sweep lists the organization's repositories anyway");
            default ->
                delivery.ignored(
                        "the repository action '%s' is not known to affect access".formatted(delivery.action()));
        };
    }

    /**
     * Handles a leaked secret. GitHub revokes its own tokens if they are found in a public place, so the listings of
     * tokens may have changed.
     */
    static WebhookOutcome leakedSecret(GitHubWebhookDelivery delivery) throws ConnectorException {
        String type =
                delivery.body().object("alert").optionalText("secret_type").orElse("");
        if (!type.startsWith("github_")) {
            return delivery.ignored("the leaked secret belongs to another service, so GitHub does not revoke it");
        }
        return delivery.accepted(
                List.of(
                        Partition.whole(GitHubFineGrainedTokensStream.ID),
                        Partition.whole(GitHubCredentialAuthorizationsStream.ID)),
                Optional.empty());
    }

    /** Handles the deletion of this webhook. No further events will arrive. */
    static WebhookOutcome webhookDeleted(GitHubWebhookDelivery delivery) throws ConnectorException {
        return delivery.accepted(
                GitHubOrganizationWebhooksStream.ID,
                delivery.evidence(
                        AccessEventType.GRANT_REVOKED,
                        Optional.of(delivery.naming().hook(delivery.body().id("hook_id"))),
                        Optional.empty(),
                        Map.of()));
    }

    private static Partition keysOfRepository(GitHubWebhookDelivery delivery) throws ConnectorException {
        JsonNodeReader repository = delivery.body().object("repository");
        return GitHubRepositoryPartitions.singleRepository(
                GitHubDeployKeysStream.ID, repository.number("id"), repository.text("name"));
    }
}
