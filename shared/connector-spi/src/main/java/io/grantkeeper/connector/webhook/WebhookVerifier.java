package io.grantkeeper.connector.webhook;

import io.grantkeeper.connector.ConnectorException;
import io.grantkeeper.connector.ProviderSession;

/**
 * Distinguishes genuine webhooks from forged ones and interprets the genuine ones. The verifier makes no calls to the
 * provider.
 */
public interface WebhookVerifier {
    /**
     * Returns the size in bytes of the largest body that is accepted. Larger bodies are refused before they are parsed.
     */
    int maxBytes();

    /**
     * Verifies a webhook and interprets it. The signature is checked over the raw bytes, in constant time, before
     * anything is parsed.
     *
     * @throws ConnectorException only if Grantkeeper's own configuration lacks the signing secret
     */
    WebhookOutcome accept(ProviderSession session, WebhookRequest request) throws ConnectorException;
}
