package io.grantkeeper.connectors.slack;

import io.grantkeeper.connector.testkit.WebhookSigner;
import io.grantkeeper.connector.webhook.WebhookRequest;
import io.grantkeeper.identity.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs events as Slack's page about verifying requests describes. */
record SlackEventSigner(Secret secret) implements WebhookSigner {
    private static final String SIGNATURE = "x-slack-signature";
    private static final String TIME = "x-slack-request-timestamp";

    static WebhookRequest unsigned(String body) {
        return new WebhookRequest("POST", "/", Map.of(), Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public WebhookRequest sign(WebhookRequest unsigned, Instant at) {
        String time = Long.toString(at.getEpochSecond());
        return WebhookSigner.withHeaders(
                unsigned, Map.of(TIME, time, SIGNATURE, "v0=" + signature(time, unsigned.body())));
    }

    String signature(String time, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.revealBytes(), "HmacSHA256"));
            mac.update("v0:%s:".formatted(time).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public Set<String> proofHeaders() {
        return Set.of(SIGNATURE, TIME);
    }

    @Override
    public boolean coversBody() {
        return true;
    }

    @Override
    public boolean coversTime() {
        return true;
    }
}
