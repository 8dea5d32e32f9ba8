package io.grantkeeper.connector.testkit;

import io.grantkeeper.connector.webhook.WebhookRequest;
import java.time.Instant;
import java.util.Set;

/** Signs webhooks as the provider does, with the connection's own secret. */
public interface WebhookSigner {
    WebhookRequest sign(WebhookRequest unsigned, Instant at);

    /** The headers that prove where a webhook comes from, by lower-case name. */
    Set<String> proofHeaders();

    /** Whether a changed body breaks the proof. */
    boolean coversBody();

    /** Whether the time of signing is part of the proof, so that an old webhook can be told. */
    boolean coversTime();
}
