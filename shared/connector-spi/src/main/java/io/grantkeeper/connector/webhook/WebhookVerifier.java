package io.grantkeeper.connector.webhook;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ProviderSession;

/** Tells genuine webhooks from forged ones, and what they hint at. Makes no call to the provider. */
public interface WebhookVerifier {
    /** The largest body that is looked at, in bytes; larger ones are refused before they are parsed. */
    int maxBytes();

    /**
     * Checks the signature over the raw bytes, in constant time, before anything is parsed.
     *
     * @throws ConnectorException only where our own configuration lacks the signing secret
     */
    WebhookOutcome accept(ProviderSession session, WebhookRequest request) throws ConnectorException;
}
