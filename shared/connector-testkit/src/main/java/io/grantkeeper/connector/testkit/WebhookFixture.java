package io.grantkeeper.connector.testkit;

import io.grantkeeper.connector.webhook.WebhookOutcome;
import io.grantkeeper.connector.webhook.WebhookRequest;
import java.util.List;

/** Genuine webhooks of a provider, from which the contract makes the others. */
public record WebhookFixture(WebhookSigner signer, List<Sample> samples) {
    /**
     * @param unsigned as the provider sends it, without proof
     * @param becomes what it is, for example {@code Accepted.class}
     */
    public record Sample(String name, WebhookRequest unsigned, Class<? extends WebhookOutcome> becomes) {}

    public WebhookFixture {
        samples = List.copyOf(samples);
    }
}
