package io.grantkeeper.connectors.google;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.connector.webhook.ChannelSecret;
import io.grantkeeper.connector.webhook.WebhookOutcome;
import io.grantkeeper.connector.webhook.WebhookOutcome.Accepted;
import io.grantkeeper.connector.webhook.WebhookOutcome.Ignored;
import io.grantkeeper.connector.webhook.WebhookOutcome.Refused;
import io.grantkeeper.connector.webhook.WebhookRequest;
import io.grantkeeper.connector.webhook.WebhookVerifier;
import io.grantkeeper.identity.ConnectionId;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * Push deliveries of the Reports API. The body is one row of the report, so what it means is told by the same code that
 * reads the log. Google delivers a row at least once on each open channel, in no order: a row's own key tells repeats.
 */
final class GoogleWebhooks implements WebhookVerifier {
    private static final int LARGEST = 256 * 1024;

    /** Google tries deliveries again for a while; a channel's messages may come shortly after its end. */
    private static final Duration AFTER_EXPIRY = Duration.ofHours(1);

    private final TokenEvents tokenEvents = new TokenEvents();
    private final AdminEvents adminEvents = new AdminEvents();

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
        String[] path = request.path().replaceFirst("^/", "").split("/", -1);
        String channel = request.header("x-goog-channel-id").orElse("");
        String token = request.header("x-goog-channel-token").orElse("");
        boolean genuine = path.length == 2 && secret.matchesPath(path[0]);
        // Both are compared whatever the first says, so that the time taken tells nothing.
        genuine &= secret.matches("token/" + channel, token);
        if (!genuine) {
            return new Refused(401, "the address or the channel token is not ours");
        }
        if (!request.method().equals("POST")) {
            return new Refused(400, "the method is not POST");
        }
        if (isStale(request, session.clock().instant())) {
            return new Refused(401, "the channel has expired");
        }
        return read(session.connection().id(), path[1], channel, request);
    }

    private WebhookOutcome read(ConnectionId connection, String application, String channel, WebhookRequest request) {
        String state = request.header("x-goog-resource-state").orElse("");
        String number = request.header("x-goog-message-number").orElse("");
        if (state.isEmpty() || !number.matches("\\d{1,18}")) {
            return new Refused(400, "x-goog-resource-state or x-goog-message-number is missing or of a wrong form");
        }
        if (state.equals("sync")) {
            return new Ignored(channel + "/" + number, state, "the channel is open");
        }
        Activity activity;
        try {
            activity = Activity.of(JsonBody.of("push delivery", request.body()));
        } catch (ConnectorException e) {
            return new Refused(400, e.problem().message());
        }
        if (!activity.application().equals(application)) {
            return new Refused(400, "the row is of another report than the channel");
        }
        Evidence evidence = new Evidence();
        switch (application) {
            case TokenActivityStream.APPLICATION -> tokenEvents.collect(connection, activity, evidence);
            case AdminActivityStream.APPLICATION -> adminEvents.collect(connection, activity, evidence);
            default -> {}
        }
        String delivery = activity.key(0);
        return evidence.isEmpty()
                ? new Ignored(delivery, state, "the event changes no access")
                : new Accepted(delivery, state, evidence.rereads(), evidence.observations());
    }

    /** An HTTP date; where it is left out or unreadable, the channel token alone decides. */
    private static boolean isStale(WebhookRequest request, Instant now) {
        Optional<String> header = request.header("x-goog-channel-expiration");
        if (header.isEmpty()) {
            return false;
        }
        try {
            Instant expires = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(header.get()));
            return expires.plus(AFTER_EXPIRY).isBefore(now);
        } catch (DateTimeException _) {
            return false;
        }
    }
}
