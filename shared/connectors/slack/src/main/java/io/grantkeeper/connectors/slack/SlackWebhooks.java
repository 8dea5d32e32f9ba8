package io.grantkeeper.connectors.slack;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.connector.webhook.WebhookOutcome;
import io.grantkeeper.connector.webhook.WebhookOutcome.Handshake;
import io.grantkeeper.connector.webhook.WebhookOutcome.Ignored;
import io.grantkeeper.connector.webhook.WebhookOutcome.Refused;
import io.grantkeeper.connector.webhook.WebhookRequest;
import io.grantkeeper.connector.webhook.WebhookVerifier;
import io.grantkeeper.identity.Secret;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Verifies deliveries from the Events API. Slack sends an event up to four times and marks repetitions with {@code
 * X-Slack-Retry-Num}. All deliveries of an event have the same {@code event_id}, so a duplicate is recognized. If the
 * first delivery was lost, a later one is handled.
 */
final class SlackWebhooks implements WebhookVerifier {
    /**
     * The maximum size of a body, in bytes. The figure is Grantkeeper's choice: Slack documents no maximum, and its
     * largest example is 17 KB.
     */
    private static final int MAX_BYTES = 1024 * 1024;

    private static final Pattern EVENT_ID = Pattern.compile("[A-Za-z0-9_.-]{1,100}");
    private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9_.=+/-]{1,200}");

    @Override
    public int maxBytes() {
        return MAX_BYTES;
    }

    @Override
    public WebhookOutcome accept(ProviderSession session, WebhookRequest request) throws ConnectorException {
        SlackSettings settings = SlackSettings.of(session.connection());
        Secret secret = session.requiredCredential(SlackCredentials.SIGNING_SECRET);
        if (!request.method().equals("POST")) {
            return new Refused(400, "Slack delivers only by POST");
        }
        if (request.body().length > MAX_BYTES) {
            return new Refused(413, "larger than the maximum that Grantkeeper accepts");
        }
        Optional<String> refusal =
                SlackWebhookSignature.refusal(request, secret, session.clock().instant());
        if (refusal.isPresent()) {
            return new Refused(401, refusal.get());
        }
        try {
            return read(session, settings, request);
        } catch (ConnectorException e) {
            return new Refused(400, e.problem().message());
        }
    }

    private static WebhookOutcome read(ProviderSession session, SlackSettings settings, WebhookRequest request)
            throws ConnectorException {
        JsonNodeReader body = JsonNodeReader.of("Slack's event", request.body());
        if (!body.isObject()) {
            throw body.unexpected("an object");
        }
        String type = body.nonBlank("type");
        return switch (type) {
            case "url_verification" -> challenge(body);
            case "event_callback" -> SlackWebhookEvents.outcome(delivery(session, settings, body));
            case "app_rate_limited" ->
                SlackWebhookEvents.droppedEvents(session.connection().id(), body);
            default -> new Ignored("type/" + type.hashCode(), "message", "Slack sends no access events of this type");
        };
    }

    private static WebhookOutcome challenge(JsonNodeReader body) throws ConnectorException {
        String challenge = body.text("challenge");
        return CHALLENGE.matcher(challenge).matches()
                ? new Handshake(200, "text/plain", challenge)
                : new Refused(400, "the challenge does not have Slack's format");
    }

    private static SlackEventDelivery delivery(ProviderSession session, SlackSettings settings, JsonNodeReader body)
            throws ConnectorException {
        String id = body.nonBlank("event_id");
        if (!EVENT_ID.matcher(id).matches()) {
            throw body.member("event_id").unexpected("an id such as Ev0123ABCD");
        }
        return SlackEventDelivery.read(
                id, body, new SlackIds(session.connection().id()), settings.organization());
    }
}
