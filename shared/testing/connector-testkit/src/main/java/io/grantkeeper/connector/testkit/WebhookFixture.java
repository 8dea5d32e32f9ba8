package io.grantkeeper.connector.testkit;

import io.grantkeeper.connector.webhook.WebhookOutcome;
import io.grantkeeper.connector.webhook.WebhookRequest;
import java.util.List;

/** Genuine webhooks of a provider. The contract derives forged, stale and malformed webhooks from them. */
public record WebhookFixture(WebhookSigner signer, List<Sample> samples) {
    /**
     * A webhook and its expected outcome.
     *
     * @param unsigned as the provider sends it, but without the signature or token headers
     * @param becomes the expected outcome, for example {@code Accepted.class}
     */
    public record Sample(String name, WebhookRequest unsigned, Class<? extends WebhookOutcome> becomes) {}

    public WebhookFixture {
        samples = List.copyOf(samples);
    }
}
