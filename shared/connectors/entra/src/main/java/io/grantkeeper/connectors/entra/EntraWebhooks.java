package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.connector.webhook.PushChannelSecret;
import io.grantkeeper.connector.webhook.WebhookOutcome;
import io.grantkeeper.connector.webhook.WebhookOutcome.Accepted;
import io.grantkeeper.connector.webhook.WebhookOutcome.Handshake;
import io.grantkeeper.connector.webhook.WebhookOutcome.Ignored;
import io.grantkeeper.connector.webhook.WebhookOutcome.Refused;
import io.grantkeeper.connector.webhook.WebhookRequest;
import io.grantkeeper.connector.webhook.WebhookVerifier;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Verifies Graph's change notifications and its lifecycle notifications about the subscriptions. A validation request
 * arrives before a client state exists, so only the unguessable URL authenticates it. Every notification is
 * authenticated by its client state.
 */
final class EntraWebhooks implements WebhookVerifier {
    private static final int LARGEST = 1024 * 1024;

    /**
     * The format of a validation token: printable text on one line. The token is returned as plain text, and nothing
     * else from a request is ever returned.
     */
    private static final Pattern VALIDATION_TOKEN = Pattern.compile("[\\x20-\\x7e]{1,2048}");

    @Override
    public int maxBytes() {
        return LARGEST;
    }

    @Override
    public WebhookOutcome accept(ProviderSession session, WebhookRequest request) throws ConnectorException {
        PushChannelSecret secret = PushChannelSecret.required(session);
        if (request.body().length > LARGEST) {
            return new Refused(413, "the body is larger than %d bytes".formatted(LARGEST));
        }
        if (!secret.matchesPath(request.path().replaceFirst("^/", "").split("/", 2)[0])) {
            return new Refused(401, "the URL does not belong to this connection");
        }
        if (!request.method().equals("POST")) {
            return new Refused(400, "the method is not POST");
        }
        String validation = request.query().get("validationToken");
        if (validation != null) {
            return VALIDATION_TOKEN.matcher(validation).matches()
                    ? new Handshake(200, "text/plain", validation)
                    : new Refused(400, "the validation token is empty, too long or not plain text");
        }
        GraphNotifications notifications;
        try {
            notifications = GraphNotifications.of(JsonNodeReader.of("change notification", request.body()));
        } catch (ConnectorException e) {
            return new Refused(400, e.problem().message());
        }
        boolean genuine = true;
        for (String state : notifications.clientStates()) {
            // All states are compared even after a mismatch, so that the response time reveals nothing.
            genuine &= secret.matches(EntraPushChannel.CLIENT_STATE, state);
        }
        if (!genuine) {
            return new Refused(401, "the client state does not match");
        }
        return notifications.rereads().isEmpty()
                ? new Ignored(
                        notifications.deliveryId(),
                        notifications.events(),
                        "the notification asks to renew the subscription, which every maintenance run does anyway, or is not about a user")
                : new Accepted(notifications.deliveryId(), notifications.events(), notifications.rereads(), List.of());
    }
}
