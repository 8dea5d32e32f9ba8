package io.grantkeeper.connectors.google;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.connector.webhook.PushChannelSecret;
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
 * Verifies push deliveries from the Reports API. The body is one report row, so the code that reads the log also
 * interprets deliveries. Google delivers a row at least once on every open channel, in any order; duplicates are
 * recognized by the key of the row.
 */
final class GoogleWebhooks implements WebhookVerifier {
    private static final int LARGEST = 256 * 1024;

    /**
     * The period after a channel's expiry in which its deliveries are still accepted. Google retries deliveries for a
     * while, so they can arrive late.
     */
    private static final Duration AFTER_EXPIRY = Duration.ofHours(1);

    private final GoogleTokenEvents tokenEvents = new GoogleTokenEvents();
    private final GoogleAdminEvents adminEvents = new GoogleAdminEvents();

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
        String[] path = request.path().replaceFirst("^/", "").split("/", -1);
        String channel = request.header("x-goog-channel-id").orElse("");
        String token = request.header("x-goog-channel-token").orElse("");
        boolean genuine = path.length == 2 && secret.matchesPath(path[0]);
        // The path and the token are both compared even after a mismatch, so that the response time reveals
        // nothing.
        genuine &= secret.matches("token/" + channel, token);
        if (!genuine) {
            return new Refused(401, "the URL or the channel token does not match");
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
            return new Refused(400, "x-goog-resource-state or x-goog-message-number is missing or malformed");
        }
        if (state.equals("sync")) {
            return new Ignored(channel + "/" + number, state, "the channel is open");
        }
        GoogleActivityRow activity;
        try {
            activity = GoogleActivityRow.of(JsonNodeReader.of("push delivery", request.body()));
        } catch (ConnectorException e) {
            return new Refused(400, e.problem().message());
        }
        if (!activity.application().equals(application)) {
            return new Refused(400, "the row belongs to a different report than the channel");
        }
        GoogleEvidenceCollector evidence = new GoogleEvidenceCollector();
        switch (application) {
            case GoogleTokenActivityStream.APPLICATION -> tokenEvents.collect(connection, activity, evidence);
            case GoogleAdminActivityStream.APPLICATION -> adminEvents.collect(connection, activity, evidence);
            default -> {}
        }
        String delivery = activity.key(0);
        return evidence.isEmpty()
                ? new Ignored(delivery, state, "the event does not affect access")
                : new Accepted(delivery, state, evidence.rereads(), evidence.observations());
    }

    /**
     * Returns whether the channel has expired, according to the HTTP date in the request. If the date is missing or
     * unreadable, only the channel token decides whether the delivery is accepted.
     */
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
