package io.grantkeeper.connectors.github;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.connector.webhook.WebhookOutcome;
import io.grantkeeper.identity.AccessEventType;
import io.grantkeeper.identity.work.Partition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Someone asked for a fine-grained token to be let in, or an owner answered. */
final class TokenWebhooks {
    private TokenWebhooks() {}

    static WebhookOutcome request(Delivery delivery) throws ConnectorException {
        AccessEventType type =
                switch (delivery.action()) {
                    case "created" -> AccessEventType.GRANT_REQUESTED;
                    case "approved" -> AccessEventType.GRANT_GIVEN;
                    case "denied" -> AccessEventType.GRANT_DENIED;
                    // cancelled, and what GitHub may add.
                    default -> AccessEventType.GRANT_CHANGED;
                };
        JsonBody request = delivery.body().object("personal_access_token_request");
        Optional<Instant> at =
                type == AccessEventType.GRANT_REQUESTED ? GitHubTime.optional(request, "created_at") : Optional.empty();
        Map<String, String> details = new TreeMap<>();
        request.optionalText("token_name").ifPresent(name -> details.put("token-name", name));
        request.optionalText("repository_selection").ifPresent(text -> details.put("repository-selection", text));
        Optional<JsonBody> wanted = request.optionalObject("permissions_result");
        if (wanted.isPresent()) {
            details.put("permissions", String.join(" ", Permissions.grouped(wanted.get())));
        }
        return delivery.accepted(
                List.of(Partition.whole(TokenRequests.ID), Partition.whole(FineGrainedTokens.ID)),
                Optional.of(delivery.evidence(
                        type, Optional.of(delivery.naming().token(request.id("token_id"))), at, details)));
    }
}
