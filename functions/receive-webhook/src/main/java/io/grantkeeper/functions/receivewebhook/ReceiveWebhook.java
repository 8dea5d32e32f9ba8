package io.grantkeeper.functions.receivewebhook;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.webhook.WebhookOutcome;
import io.grantkeeper.connector.webhook.WebhookRequest;
import io.grantkeeper.connector.webhook.WebhookVerifier;
import io.grantkeeper.functions.connections.ConnectedProvider;
import io.grantkeeper.functions.connections.ConnectionLookup;
import io.grantkeeper.functions.observability.FunctionLoggers;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.store.IdempotencyStore;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Handles one webhook. A delivery is recorded as handled only after all of its effects are durable. If handling is
 * interrupted, the provider's next attempt is handled in full, but effects that are already stored are not repeated.
 */
public final class ReceiveWebhook {
    /**
     * How long Grantkeeper remembers that a delivery was handled. Providers redeliver for up to three days (GitHub,
     * "Redelivering webhooks"). If a genuine delivery is replayed, during this time or later, each affected partition
     * is reread at most once per window of the reread scheduler. The replay adds no evidence, because the key of an
     * event does not depend on when the event was received.
     */
    static final Duration REMEMBERED = Duration.ofDays(7);

    private final Logger log = FunctionLoggers.of(ReceiveWebhook.class);
    private final ConnectionLookup connections;
    private final IdempotencyStore handled;
    private final WebhookEffects consequences;
    private final Clock clock;

    ReceiveWebhook(ConnectionLookup connections, IdempotencyStore handled, WebhookEffects consequences, Clock clock) {
        this.connections = connections;
        this.handled = handled;
        this.consequences = consequences;
        this.clock = clock;
    }

    /** Handles a webhook and returns the response for the sender. An exception means that Grantkeeper itself failed. */
    WebhookResponse receive(WebhookEndpoint endpoint, WebhookRequest request) {
        Optional<ConnectedProvider> provider = connections.connect(endpoint.tenant(), endpoint.connection());
        if (provider.isEmpty()) {
            log.log(Level.INFO, "webhook for {0} refused: this connection is not configured", endpoint.connection());
            return WebhookResponse.NO_SUCH_PLACE;
        }
        Connection connection = provider.get().connection();
        Optional<WebhookVerifier> verifier = provider.get().connector().webhooks();
        if (verifier.isEmpty()) {
            log(connection, Level.INFO, "refused: this provider does not send webhooks");
            return WebhookResponse.NO_SUCH_PLACE;
        }
        int size = request.body().length;
        if (size > verifier.get().maxBytes()) {
            log(
                    connection,
                    Level.WARNING,
                    "refused: %d bytes exceed the maximum size of this provider's webhooks".formatted(size));
            return WebhookResponse.TOO_LARGE;
        }
        try {
            return act(connection, verifier.get().accept(provider.get().session(), request));
        } catch (ConnectorException e) {
            log(
                    connection,
                    Level.ERROR,
                    "failed, answered with 503: " + e.problem().message());
            return WebhookResponse.TRY_AGAIN;
        }
    }

    WebhookResponse act(Connection connection, WebhookOutcome outcome) {
        return switch (outcome) {
            case WebhookOutcome.Accepted accepted -> accept(connection, accepted);
            case WebhookOutcome.Ignored(var delivery, var event, var reason) -> {
                log(connection, Level.INFO, "delivery %s (%s) ignored: %s".formatted(delivery, event, reason));
                yield WebhookResponse.NOTHING_TO_DO;
            }
            case WebhookOutcome.Handshake(var status, var contentType, var body) -> {
                log(connection, Level.INFO, "handshake answered");
                yield new WebhookResponse(status, contentType, body);
            }
            case WebhookOutcome.Refused(var status, var reason) -> {
                log(connection, Level.WARNING, "refused with %d: %s".formatted(status, reason));
                yield WebhookResponse.plain(status);
            }
        };
    }

    private WebhookResponse accept(Connection connection, WebhookOutcome.Accepted accepted) {
        Instant now = clock.instant();
        String scope = "webhook/" + connection.id();
        String delivery = "delivery %s (%s) ".formatted(accepted.deliveryId(), accepted.event());
        if (handled.seen(connection.tenant(), scope, accepted.deliveryId(), now)) {
            // The same content can be a new event: a person who joins again. So it is read again, as any burst is.
            int again = consequences.reread(connection, accepted);
            log(
                    connection,
                    Level.INFO,
                    delivery
                            + "has the same content as an earlier delivery: no evidence added, %d rereads queued"
                                    .formatted(again));
            return WebhookResponse.NOTHING_TO_DO;
        }
        int queued = consequences.store(connection, accepted, now);
        handled.remember(connection.tenant(), scope, accepted.deliveryId(), now, now.plus(REMEMBERED));
        log(
                connection,
                Level.INFO,
                delivery
                        + "accepted: %d pieces of evidence, %d rereads queued"
                                .formatted(accepted.evidence().size(), queued));
        return WebhookResponse.ACCEPTED;
    }

    /**
     * Logs an outcome, but never a body, a header or a path, because they contain people's names and shared secrets.
     */
    private void log(Connection connection, Level level, String what) {
        log.log(level, "webhook for {0}/{1}: {2}", connection.tenant(), connection.id(), what);
    }
}
