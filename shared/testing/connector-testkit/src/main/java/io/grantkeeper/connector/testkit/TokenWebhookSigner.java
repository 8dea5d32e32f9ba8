package io.grantkeeper.connector.testkit;

/**
 * Adds a shared secret to webhooks, for providers that do not sign them. Anyone who knows the secret is accepted,
 * regardless of the body and the time.
 */
public interface TokenWebhookSigner extends WebhookSigner {
    @Override
    default boolean coversBody() {
        return false;
    }

    @Override
    default boolean coversTime() {
        return false;
    }
}
