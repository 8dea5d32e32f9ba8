package io.grantkeeper.connectors.okta;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.JsonNodeReader;
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
 * Verifies event hooks. Okta does not sign them; the proof of a delivery is the fixed value of the Authorization
 * header, which an administrator configured. A delivery contains one or more events and can arrive repeatedly and in
 * any order.
 */
final class OktaWebhooks implements WebhookVerifier {
    /** The maximum size of a body, in bytes. Okta delivers few events at once, and a log row takes a few kilobytes. */
    private static final int MAX_BYTES = 1024 * 1024;

    /**
     * The minimum length of the secret. The secret is the only proof of a delivery, and a shorter one could be guessed.
     */
    private static final int MIN_SECRET = 32;

    private static final String TYPE = "com.okta.event_hook";
    /**
     * The format of the random value with which Okta verifies the endpoint. The response contains only this value from
     * the request.
     */
    private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9._~+/=-]{1,256}");

    @Override
    public int maxBytes() {
        return MAX_BYTES;
    }

    @Override
    public WebhookOutcome accept(ProviderSession session, WebhookRequest request) throws ConnectorException {
        Secret secret = secret(session);
        if (request.method().equals("GET")) {
            return handshake(request);
        }
        if (!request.method().equals("POST")) {
            return new Refused(400, "Okta delivers only by POST");
        }
        if (request.body().length > MAX_BYTES) {
            return new Refused(413, "larger than the maximum that Grantkeeper accepts");
        }
        byte[] claimed = request.header("authorization").orElse("").getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(secret.revealBytes(), claimed)) {
            return new Refused(401, "the Authorization header does not match this connection's 'event-hook-secret'");
        }
        try {
            return read(session, JsonNodeReader.of("an event hook", request.body()));
        } catch (ConnectorException e) {
            return new Refused(400, e.problem().message());
        }
    }

    private static Secret secret(ProviderSession session) throws ConnectorException {
        Secret secret = session.requiredCredential(OktaSettings.EVENT_HOOK_SECRET);
        if (secret.revealBytes().length < MIN_SECRET) {
            throw ConnectorException.misconfigured(
                    session.connection(),
                    "credential 'event-hook-secret' must have at least %d characters".formatted(MIN_SECRET));
        }
        return secret;
    }

    /**
     * Answers the one-time verification of the hook. The response shows Okta that the endpoint reads requests, and
     * reveals nothing else.
     */
    private static WebhookOutcome handshake(WebhookRequest request) {
        Optional<String> challenge =
                request.header("x-okta-verification-challenge").filter(CHALLENGE.asMatchPredicate());
        return challenge.isPresent()
                ? new Handshake(200, "application/json", "{\"verification\":\"%s\"}".formatted(challenge.get()))
                : new Refused(400, "a GET without a usable X-Okta-Verification-Challenge");
    }

    private static WebhookOutcome read(ProviderSession session, JsonNodeReader body) throws ConnectorException {
        if (!body.text("eventType").equals(TYPE)) {
            throw body.member("eventType").unexpected(TYPE);
        }
        List<OktaLogRow> rows = new ArrayList<>();
        for (JsonNodeReader event : body.object("data").list("events")) {
            rows.add(OktaLogRow.of(event));
        }
        if (rows.isEmpty()) {
            throw body.object("data").member("events").unexpected("at least one event");
        }
        return OktaPushedEvents.outcome(session, rows);
    }
}
