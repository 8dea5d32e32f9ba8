package io.grantkeeper.connectors.entra;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.connector.webhook.ChannelSecret;
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
 * Change notifications of Graph, and lifecycle notifications about the subscriptions themselves. The address proves the
 * validation request, which comes before any client state exists; the client state proves every notification.
 */
final class EntraWebhooks implements WebhookVerifier {
    private static final int LARGEST = 1024 * 1024;

    /** Printable text in one line: it is sent back as plain text, and nothing else is ever echoed. */
    private static final Pattern VALIDATION_TOKEN = Pattern.compile("[\\x20-\\x7e]{1,2048}");

    @Override
    public int maxBytes() {
        return LARGEST;
    }

    @Override
    public WebhookOutcome accept(ProviderSession session, WebhookRequest request) throws ConnectorException {
        ChannelSecret secret = ChannelSecret.required(session);
        if (request.body().length > LARGEST) {
            return new Refused(413, "the body is over %d bytes".formatted(LARGEST));
        }
        if (!secret.matchesPath(request.path().replaceFirst("^/", "").split("/", 2)[0])) {
            return new Refused(401, "the address is not ours");
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
        Notifications notifications;
        try {
            notifications = Notifications.of(JsonBody.of("change notification", request.body()));
        } catch (ConnectorException e) {
            return new Refused(400, e.problem().message());
        }
        boolean genuine = true;
        for (String state : notifications.clientStates()) {
            // All are compared whatever the first says, so that the time taken tells nothing.
            genuine &= secret.matches(EntraPushChannel.CLIENT_STATE, state);
        }
        if (!genuine) {
            return new Refused(401, "the client state is not ours");
        }
        return notifications.rereads().isEmpty()
                ? new Ignored(
                        notifications.deliveryId(),
                        notifications.events(),
                        "it asks for a renewal, which every tending makes, or is about no user")
                : new Accepted(notifications.deliveryId(), notifications.events(), notifications.rereads(), List.of());
    }
}
