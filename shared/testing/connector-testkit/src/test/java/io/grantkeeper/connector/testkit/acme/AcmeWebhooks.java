package io.grantkeeper.connector.testkit.acme;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ProviderSession;
import io.grantkeeper.connector.http.JsonNodeReader;
import io.grantkeeper.connector.webhook.WebhookOutcome;
import io.grantkeeper.connector.webhook.WebhookOutcome.Refused;
import io.grantkeeper.connector.webhook.WebhookRequest;
import io.grantkeeper.connector.webhook.WebhookVerifier;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.work.Partition;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Verifies Acme's signature: HMAC-SHA256 over the time, a dot and the raw body. */
final class AcmeWebhooks implements WebhookVerifier {
    static final String TIME = "x-acme-time";
    static final String SIGNATURE = "x-acme-signature";
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private final ConnectorFlaw defect;

    AcmeWebhooks(ConnectorFlaw defect) {
        this.defect = defect;
    }

    @Override
    public int maxBytes() {
        return 64 * 1024;
    }

    @Override
    public WebhookOutcome accept(ProviderSession session, WebhookRequest request) throws ConnectorException {
        if (request.body().length > maxBytes()) {
            return new Refused(413, "larger than %d bytes".formatted(maxBytes()));
        }
        String time = request.header(TIME).orElse("");
        String expected = sign(session.requiredCredential("webhook-secret"), time, request.body());
        String given = request.header(SIGNATURE).orElse("");
        boolean genuine = MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
        if (!genuine && defect != ConnectorFlaw.BELIEVES_FORGED_WEBHOOKS) {
            return new Refused(401, "the signature does not match");
        }
        if (!isFresh(time, session.clock().instant()) && defect != ConnectorFlaw.BELIEVES_STALE_WEBHOOKS) {
            return new Refused(401, "the signing time is more than 5 minutes");
        }
        try {
            JsonNodeReader body = JsonNodeReader.of("webhook", request.body());
            String event = body.text("event");
            return event.startsWith("integration.")
                    ? new WebhookOutcome.Accepted(
                            body.id("delivery"), event, List.of(Partition.whole(AcmeIntegrations.ID)), List.of())
                    : new WebhookOutcome.Ignored(body.id("delivery"), event, "not about access");
        } catch (ConnectorException e) {
            return new Refused(400, e.problem().message());
        }
    }

    private static boolean isFresh(String time, Instant now) {
        try {
            return Duration.between(Instant.parse(time), now).abs().compareTo(TOLERANCE) <= 0;
        } catch (DateTimeException _) {
            return false;
        }
    }

    static String sign(Secret secret, String time, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.revealBytes(), "HmacSHA256"));
            mac.update((time + ".").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime supports HmacSHA256", e);
        }
    }
}
