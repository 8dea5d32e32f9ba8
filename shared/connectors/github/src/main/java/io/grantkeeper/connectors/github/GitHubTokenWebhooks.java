package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.connector.webhook.WebhookOutcome;
import io.grantkeeper.identity.AccessEventType;
import io.grantkeeper.identity.work.Partition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Converts events about requests for fine-grained tokens and about the owners' decisions on them. */
final class GitHubTokenWebhooks {
    private GitHubTokenWebhooks() {}

    static WebhookOutcome request(GitHubWebhookDelivery delivery) throws ConnectorException {
        AccessEventType type =
                switch (delivery.action()) {
                    case "created" -> AccessEventType.GRANT_REQUESTED;
                    case "approved" -> AccessEventType.GRANT_GIVEN;
                    case "denied" -> AccessEventType.GRANT_DENIED;
                    // cancelled, and actions that GitHub may add.
                    default -> AccessEventType.GRANT_CHANGED;
                };
        JsonNodeReader request = delivery.body().object("personal_access_token_request");
        Optional<Instant> at =
                type == AccessEventType.GRANT_REQUESTED ? GitHubTime.optional(request, "created_at") : Optional.empty();
        Map<String, String> details = new TreeMap<>();
        request.optionalText("token_name").ifPresent(name -> details.put("token-name", name));
        request.optionalText("repository_selection").ifPresent(text -> details.put("repository-selection", text));
        Optional<JsonNodeReader> wanted = request.optionalObject("permissions_result");
        if (wanted.isPresent()) {
            details.put("permissions", String.join(" ", GitHubPermissionScopes.ofToken(wanted.get())));
        }
        return delivery.accepted(
                List.of(
                        Partition.whole(GitHubTokenRequestsStream.ID),
                        Partition.whole(GitHubFineGrainedTokensStream.ID)),
                Optional.of(delivery.evidence(
                        type, Optional.of(delivery.naming().token(request.id("token_id"))), at, details)));
    }
}
