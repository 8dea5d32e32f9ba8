package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.connector.webhook.WebhookOutcome;
import io.grantkeeper.identity.AccessEventType;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.work.Partition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Converts events about the installation of Grantkeeper's own app. GitHub sends no events about other apps; the listing
 * and the audit log cover those.
 */
final class GitHubInstallationWebhooks {
    /** The maximum number of added or removed repositories whose names are stored. */
    private static final int MAX_NAMES = 10;

    private GitHubInstallationWebhooks() {}

    static WebhookOutcome installation(GitHubWebhookDelivery delivery) throws ConnectorException {
        AccessEventType type =
                switch (delivery.action()) {
                    case "created" -> AccessEventType.GRANT_GIVEN;
                    case "deleted" -> AccessEventType.GRANT_REVOKED;
                    case "suspend" -> AccessEventType.IDENTITY_SUSPENDED;
                    case "unsuspend" -> AccessEventType.IDENTITY_RESUMED;
                    // new_permissions_accepted, and actions that GitHub may add.
                    default -> AccessEventType.GRANT_CHANGED;
                };
        return changed(delivery, type);
    }

    static WebhookOutcome repositories(GitHubWebhookDelivery delivery) throws ConnectorException {
        return changed(delivery, AccessEventType.GRANT_CHANGED);
    }

    /** Handles a renamed account. The next read shows whether the setting 'organization' is still correct. */
    static WebhookOutcome renamed(GitHubWebhookDelivery delivery) throws ConnectorException {
        return delivery.accepted(List.of(Partition.whole(GitHubInstallationsStream.ID)), Optional.empty());
    }

    /**
     * Handles a user's revocation of the app's authorization to act for them. No listing contains such authorizations.
     */
    static WebhookOutcome authorization(GitHubWebhookDelivery delivery) throws ConnectorException {
        return delivery.accepted(
                List.of(),
                Optional.of(delivery.evidence(
                        AccessEventType.GRANT_REVOKED, Optional.empty(), Optional.empty(), Map.of())));
    }

    private static WebhookOutcome changed(GitHubWebhookDelivery delivery, AccessEventType type)
            throws ConnectorException {
        JsonNodeReader installation = delivery.body().object("installation");
        IdentityId app =
                GitHubInstallationsStream.app(delivery.naming(), installation).id();
        return delivery.accepted(
                GitHubInstallationsStream.ID,
                delivery.evidence(type, Optional.of(app), at(delivery, installation), details(delivery, installation)));
    }

    private static Optional<Instant> at(GitHubWebhookDelivery delivery, JsonNodeReader installation)
            throws ConnectorException {
        return switch (delivery.action()) {
            case "created" -> GitHubTime.optional(installation, "created_at");
            case "suspend" -> GitHubTime.optional(installation, "suspended_at");
            case "unsuspend", "new_permissions_accepted" -> GitHubTime.optional(installation, "updated_at");
            default -> Optional.empty();
        };
    }

    private static Map<String, String> details(GitHubWebhookDelivery delivery, JsonNodeReader installation)
            throws ConnectorException {
        Map<String, String> details = new TreeMap<>();
        installation.optionalText("app_slug").ifPresent(slug -> details.put("app", slug));
        installation
                .optionalText("repository_selection")
                .ifPresent(selection -> details.put("repository-selection", selection));
        Optional<JsonNodeReader> requester = delivery.body().optionalObject("requester");
        if (requester.isPresent()) {
            requester.get().optionalText("login").ifPresent(login -> details.put("requester", login));
        }
        names(delivery, "repositories_added").ifPresent(names -> details.put("repositories-added", names));
        names(delivery, "repositories_removed").ifPresent(names -> details.put("repositories-removed", names));
        return details;
    }

    private static Optional<String> names(GitHubWebhookDelivery delivery, String member) throws ConnectorException {
        List<String> names = new ArrayList<>();
        List<JsonNodeReader> repositories = delivery.body().listOrEmpty(member);
        for (JsonNodeReader repository : repositories.subList(0, Math.min(MAX_NAMES, repositories.size()))) {
            repository.optionalText("full_name").ifPresent(names::add);
        }
        String more = repositories.size() > MAX_NAMES ? " and " + (repositories.size() - MAX_NAMES) + " more" : "";
        return names.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", names) + more);
    }
}
