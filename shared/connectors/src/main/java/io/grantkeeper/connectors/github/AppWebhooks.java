package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonBody;
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
 * Events about our own app's installation. GitHub sends none about other apps: those are found by the listing and by
 * the audit log.
 */
final class AppWebhooks {
    /** So many names are kept of repositories that were added or removed. */
    private static final int MOST_NAMES = 10;

    private AppWebhooks() {}

    static WebhookOutcome installation(Delivery delivery) throws ConnectorException {
        AccessEventType type =
                switch (delivery.action()) {
                    case "created" -> AccessEventType.GRANT_GIVEN;
                    case "deleted" -> AccessEventType.GRANT_REVOKED;
                    case "suspend" -> AccessEventType.IDENTITY_SUSPENDED;
                    case "unsuspend" -> AccessEventType.IDENTITY_RESUMED;
                    // new_permissions_accepted, and what GitHub may add.
                    default -> AccessEventType.GRANT_CHANGED;
                };
        return changed(delivery, type);
    }

    static WebhookOutcome repositories(Delivery delivery) throws ConnectorException {
        return changed(delivery, AccessEventType.GRANT_CHANGED);
    }

    /** The account was renamed: what is read next tells whether the setting 'organization' still fits. */
    static WebhookOutcome renamed(Delivery delivery) throws ConnectorException {
        return delivery.accepted(List.of(Partition.whole(Installations.ID)), Optional.empty());
    }

    /** A person took back what the app might do in their name. No listing shows such authorisations. */
    static WebhookOutcome authorization(Delivery delivery) throws ConnectorException {
        return delivery.accepted(
                List.of(),
                Optional.of(delivery.evidence(
                        AccessEventType.GRANT_REVOKED, Optional.empty(), Optional.empty(), Map.of())));
    }

    private static WebhookOutcome changed(Delivery delivery, AccessEventType type) throws ConnectorException {
        JsonBody installation = delivery.body().object("installation");
        IdentityId app = Installations.app(delivery.naming(), installation).id();
        return delivery.accepted(
                Installations.ID,
                delivery.evidence(type, Optional.of(app), at(delivery, installation), details(delivery, installation)));
    }

    private static Optional<Instant> at(Delivery delivery, JsonBody installation) throws ConnectorException {
        return switch (delivery.action()) {
            case "created" -> GitHubTime.optional(installation, "created_at");
            case "suspend" -> GitHubTime.optional(installation, "suspended_at");
            case "unsuspend", "new_permissions_accepted" -> GitHubTime.optional(installation, "updated_at");
            default -> Optional.empty();
        };
    }

    private static Map<String, String> details(Delivery delivery, JsonBody installation) throws ConnectorException {
        Map<String, String> details = new TreeMap<>();
        installation.optionalText("app_slug").ifPresent(slug -> details.put("app", slug));
        installation
                .optionalText("repository_selection")
                .ifPresent(selection -> details.put("repository-selection", selection));
        Optional<JsonBody> requester = delivery.body().optionalObject("requester");
        if (requester.isPresent()) {
            requester.get().optionalText("login").ifPresent(login -> details.put("requester", login));
        }
        names(delivery, "repositories_added").ifPresent(names -> details.put("repositories-added", names));
        names(delivery, "repositories_removed").ifPresent(names -> details.put("repositories-removed", names));
        return details;
    }

    private static Optional<String> names(Delivery delivery, String member) throws ConnectorException {
        List<String> names = new ArrayList<>();
        List<JsonBody> repositories = delivery.body().listOrEmpty(member);
        for (JsonBody repository : repositories.subList(0, Math.min(MOST_NAMES, repositories.size()))) {
            repository.optionalText("full_name").ifPresent(names::add);
        }
        String more = repositories.size() > MOST_NAMES ? " and " + (repositories.size() - MOST_NAMES) + " more" : "";
        return names.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", names) + more);
    }
}
