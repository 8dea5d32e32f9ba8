package io.grantkeeper.functions.receivewebhook;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.webhook.WebhookOutcome;
import io.grantkeeper.connector.webhook.WebhookRequest;
import io.grantkeeper.connector.webhook.WebhookVerifier;
import io.grantkeeper.functions.connections.Switchboard;
import io.grantkeeper.functions.connections.Wired;
import io.grantkeeper.functions.observe.Logs;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.store.IdempotencyStore;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Handles one webhook. A delivery is remembered only after all that follows from it is durable: when this dies in
 * between, the provider's next try is handled again, which changes nothing that was done already.
 */
public final class ReceiveWebhook {
    /**
     * Providers deliver again for up to three days (GitHub, "Redelivering webhooks"). A genuine delivery that somebody
     * replays later still costs no more than a re-read.
     */
    static final Duration REMEMBERED = Duration.ofDays(7);

    private final Logger log = Logs.of(ReceiveWebhook.class);
    private final Switchboard switchboard;
    private final IdempotencyStore handled;
    private final Consequences consequences;
    private final Clock clock;

    ReceiveWebhook(Switchboard switchboard, IdempotencyStore handled, Consequences consequences, Clock clock) {
        this.switchboard = switchboard;
        this.handled = handled;
        this.consequences = consequences;
        this.clock = clock;
    }

    /** Says what the sender is to be told; what it throws is our own trouble. */
    Answer receive(Endpoint endpoint, WebhookRequest request) {
        Optional<Wired> wired = switchboard.connect(endpoint.tenant(), endpoint.connection());
        if (wired.isEmpty()) {
            log.log(Level.INFO, "webhook for {0}: refused: no such connection", endpoint.connection());
            return Answer.NO_SUCH_PLACE;
        }
        Connection connection = wired.get().connection();
        Optional<WebhookVerifier> verifier = wired.get().connector().webhooks();
        if (verifier.isEmpty()) {
            log(connection, Level.INFO, "refused: its provider sends no webhooks");
            return Answer.NO_SUCH_PLACE;
        }
        int size = request.body().length;
        if (size > verifier.get().maxBytes()) {
            log(connection, Level.WARNING, "refused: %d bytes are more than its provider sends".formatted(size));
            return Answer.TOO_LARGE;
        }
        try {
            return act(connection, verifier.get().accept(wired.get().session(), request));
        } catch (ConnectorException e) {
            log(connection, Level.ERROR, "put off: " + e.problem().message());
            return Answer.TRY_AGAIN;
        }
    }

    Answer act(Connection connection, WebhookOutcome outcome) {
        return switch (outcome) {
            case WebhookOutcome.Accepted accepted -> accept(connection, accepted);
            case WebhookOutcome.Ignored(var delivery, var event, var reason) -> {
                log(connection, Level.INFO, "delivery %s (%s) ignored: %s".formatted(delivery, event, reason));
                yield Answer.NOTHING_TO_DO;
            }
            case WebhookOutcome.Handshake(var status, var contentType, var body) -> {
                log(connection, Level.INFO, "handshake answered");
                yield new Answer(status, contentType, body);
            }
            case WebhookOutcome.Refused(var status, var reason) -> {
                log(connection, Level.WARNING, "refused with %d: %s".formatted(status, reason));
                yield Answer.plain(status);
            }
        };
    }

    private Answer accept(Connection connection, WebhookOutcome.Accepted accepted) {
        Instant now = clock.instant();
        String scope = "webhook/" + connection.id();
        String delivery = "delivery %s (%s) ".formatted(accepted.deliveryId(), accepted.event());
        if (handled.seen(connection.tenant(), scope, accepted.deliveryId(), now)) {
            log(connection, Level.INFO, delivery + "ignored: it was handled before");
            return Answer.NOTHING_TO_DO;
        }
        int queued = consequences.draw(connection, accepted, now);
        handled.remember(connection.tenant(), scope, accepted.deliveryId(), now, now.plus(REMEMBERED));
        log(
                connection,
                Level.INFO,
                delivery
                        + "accepted: %d pieces of evidence, %d re-reads queued"
                                .formatted(accepted.evidence().size(), queued));
        return Answer.ACCEPTED;
    }

    /** Never a body, a header or a path: those hold people's names and shared secrets. */
    private void log(Connection connection, Level level, String what) {
        log.log(level, "webhook for {0}/{1}: {2}", connection.tenant(), connection.id(), what);
    }
}
