package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.connector.webhook.WebhookOutcome;
import io.grantkeeper.identity.AccessEventType;
import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.work.Partition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Events of repositories: their deploy keys, who can see them, secrets found in them, and the end of a webhook. */
final class RepositoryWebhooks {
    private RepositoryWebhooks() {}

    static WebhookOutcome deployKey(Delivery delivery) throws ConnectorException {
        JsonBody key = delivery.body().object("key");
        boolean created = delivery.action().equals("created");
        Optional<Instant> at = created ? GitHubTime.optional(key, "created_at") : Optional.empty();
        Map<String, String> details = new TreeMap<>();
        key.optionalText("title").ifPresent(title -> details.put("title", title));
        key.optionalFlag("read_only").ifPresent(flag -> details.put("read-only", Boolean.toString(flag)));
        delivery.body()
                .object("repository")
                .optionalText("full_name")
                .ifPresent(name -> details.put("repository", name));
        Observation evidence = delivery.evidence(
                created ? AccessEventType.CREDENTIAL_ADDED : AccessEventType.CREDENTIAL_REMOVED,
                Optional.of(delivery.naming().deployKey(key.id("id"))),
                at,
                details);
        return delivery.accepted(List.of(keysOfRepository(delivery)), Optional.of(evidence));
    }

    static WebhookOutcome repository(Delivery delivery) throws ConnectorException {
        return switch (delivery.action()) {
            // Its deploy keys now open something else, or are read under another name.
            case "publicized", "privatized", "renamed", "transferred", "unarchived" ->
                delivery.accepted(List.of(keysOfRepository(delivery)), Optional.empty());
            case "created", "deleted", "edited", "archived" ->
                delivery.ignored("the next sweep lists the organisation's repositories anyway");
            default ->
                delivery.ignored(
                        "the action '%s' of a repository is not known to open anything".formatted(delivery.action()));
        };
    }

    /** GitHub withdraws tokens of its own that were found in public, so their listings may have changed. */
    static WebhookOutcome leakedSecret(Delivery delivery) throws ConnectorException {
        String type =
                delivery.body().object("alert").optionalText("secret_type").orElse("");
        if (!type.startsWith("github_")) {
            return delivery.ignored("a secret of another service was found; it is not kept here");
        }
        return delivery.accepted(
                List.of(Partition.whole(FineGrainedTokens.ID), Partition.whole(AuthorizedCredentials.ID)),
                Optional.empty());
    }

    /** The webhook that this came by was deleted: nothing more will come. */
    static WebhookOutcome webhookDeleted(Delivery delivery) throws ConnectorException {
        return delivery.accepted(
                OrganizationHooks.ID,
                delivery.evidence(
                        AccessEventType.GRANT_REVOKED,
                        Optional.of(delivery.naming().hook(delivery.body().id("hook_id"))),
                        Optional.empty(),
                        Map.of()));
    }

    private static Partition keysOfRepository(Delivery delivery) throws ConnectorException {
        JsonBody repository = delivery.body().object("repository");
        return RepositorySlices.only(DeployKeys.ID, repository.number("id"), repository.text("name"));
    }
}
