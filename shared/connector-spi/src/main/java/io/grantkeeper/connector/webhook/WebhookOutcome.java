package io.grantkeeper.connector.webhook;

import io.grantkeeper.identity.AccessObservation;
import io.grantkeeper.identity.work.Partition;
import java.util.List;

/** The result of verifying a webhook. */
public sealed interface WebhookOutcome {
    /**
     * A genuine webhook that reports a possible change.
     *
     * @param deliveryId an id that is the same for every delivery of the same event, for replay protection; it depends
     *     only on the authenticated parts of the webhook
     * @param rereads the partitions to read again now
     * @param evidence event evidence from the webhook, such as the actor. It adds to what is known and never changes
     *     the inventory
     */
    record Accepted(String deliveryId, String event, List<Partition> rereads, List<AccessObservation> evidence)
            implements WebhookOutcome {
        public Accepted {
            rereads = List.copyOf(rereads);
            evidence = List.copyOf(evidence);
        }
    }

    /** A genuine webhook that is irrelevant to Grantkeeper. */
    record Ignored(String deliveryId, String event, String reason) implements WebhookOutcome {}

    /** The provider's check that Grantkeeper controls the endpoint. Grantkeeper must return exactly this response. */
    record Handshake(int status, String contentType, String body) implements WebhookOutcome {}

    /**
     * A forged, stale, truncated or malformed webhook. The sender receives only the status.
     *
     * @param status 400 for a malformed request, 401 for a missing or invalid signature or token, 413 for a body that
     *     is too large
     * @param reason for Grantkeeper's own log; contains nothing from the body
     */
    record Refused(int status, String reason) implements WebhookOutcome {}
}
