package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.JsonBody;
import io.grantkeeper.connector.webhook.WebhookOutcome;
import io.grantkeeper.connector.webhook.WebhookOutcome.Handshake;
import io.grantkeeper.connector.webhook.WebhookOutcome.Refused;
import io.grantkeeper.connector.webhook.WebhookRequest;
import io.grantkeeper.connector.webhook.WebhookVerifier;
import io.grantkeeper.identity.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Receives event hooks. Okta signs nothing: what proves a delivery is the fixed value of its Authorization header, which
 * an administrator set. A delivery holds one event or several, can come twice, and in no order.
 */
final class EventHooks implements WebhookVerifier {
    /** Okta delivers few events at once; a log row is some kilobytes. */
    private static final int MOST_BYTES = 1024 * 1024;

    /** A shorter secret could be guessed, since nothing else proves a delivery. */
    private static final int SHORTEST_SECRET = 32;

    private static final String TYPE = "com.okta.event_hook";
    /** What Okta makes up to see whether the address is ours; anything else is not worth sending back. */
    private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9._~+/=-]{1,256}");

    @Override
    public int maxBytes() {
        return MOST_BYTES;
    }

    @Override
    public WebhookOutcome accept(ProviderSession session, WebhookRequest request) throws ConnectorException {
        Secret secret = secret(session);
        if (request.method().equals("GET")) {
            return handshake(request);
        }
        if (!request.method().equals("POST")) {
            return new Refused(400, "Okta delivers by POST");
        }
        if (request.body().length > MOST_BYTES) {
            return new Refused(413, "larger than Okta sends");
        }
        byte[] claimed = request.header("authorization").orElse("").getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(secret.revealBytes(), claimed)) {
            return new Refused(401, "the Authorization header is not this connection's 'event-hook-secret'");
        }
        try {
            return read(session, JsonBody.of("an event hook", request.body()));
        } catch (ConnectorException e) {
            return new Refused(400, e.problem().message());
        }
    }

    private static Secret secret(ProviderSession session) throws ConnectorException {
        Secret secret = session.requiredCredential(OktaSettings.EVENT_HOOK_SECRET);
        if (secret.revealBytes().length < SHORTEST_SECRET) {
            throw Problems.misconfigured(
                    session.connection(),
                    "credential 'event-hook-secret' needs %d characters or more".formatted(SHORTEST_SECRET));
        }
        return secret;
    }

    /** Asked once, when the hook is verified: the answer proves that we read requests, and tells nothing of us. */
    private static WebhookOutcome handshake(WebhookRequest request) {
        Optional<String> challenge =
                request.header("x-okta-verification-challenge").filter(CHALLENGE.asMatchPredicate());
        return challenge.isPresent()
                ? new Handshake(200, "application/json", "{\"verification\":\"%s\"}".formatted(challenge.get()))
                : new Refused(400, "a GET without a usable X-Okta-Verification-Challenge");
    }

    private static WebhookOutcome read(ProviderSession session, JsonBody body) throws ConnectorException {
        if (!body.text("eventType").equals(TYPE)) {
            throw body.member("eventType").unexpected(TYPE);
        }
        List<LogRow> rows = new ArrayList<>();
        for (JsonBody event : body.object("data").list("events")) {
            rows.add(LogRow.of(event));
        }
        if (rows.isEmpty()) {
            throw body.object("data").member("events").unexpected("one event or more");
        }
        return PushedEvents.outcome(session, rows);
    }
}
