package io.grantkeeper.connector.testkit;

import io.grantkeeper.connector.webhook.WebhookRequest;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Signs webhooks as the provider does, with the connection's secret. */
public interface WebhookSigner {
    WebhookRequest sign(WebhookRequest unsigned, Instant at);

    /** Returns a copy of the webhook with additional headers, such as those that prove its origin. */
    static WebhookRequest withHeaders(WebhookRequest unsigned, Map<String, String> more) {
        Map<String, String> headers = new TreeMap<>(unsigned.headers());
        headers.putAll(more);
        return new WebhookRequest(unsigned.method(), unsigned.path(), unsigned.query(), headers, unsigned.body());
    }

    /** Returns the lowercase names of the headers that prove a webhook's origin. */
    Set<String> proofHeaders();

    /** Returns whether the headers contain a signature that covers the body, so that a changed body is detected. */
    boolean coversBody();

    /**
     * Returns whether the headers contain a signature that covers the signing time, so that stale webhooks are
     * detected.
     */
    boolean coversTime();
}
