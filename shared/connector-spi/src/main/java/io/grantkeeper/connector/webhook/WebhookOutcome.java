package io.grantkeeper.connector.webhook;

import io.grantkeeper.identity.Observation;
import io.grantkeeper.identity.work.Partition;
import java.util.List;

/** What a webhook turned out to be. */
public sealed interface WebhookOutcome {
    /**
     * Genuine, and says that something may have changed.
     *
     * @param deliveryId the same for every delivery of the same event: for replay protection
     * @param rereads what to read again now
     * @param evidence event evidence in it, such as who did it: adds to what is known, changes no inventory
     */
    record Accepted(String deliveryId, String event, List<Partition> rereads, List<Observation> evidence)
            implements WebhookOutcome {
        public Accepted {
            rereads = List.copyOf(rereads);
            evidence = List.copyOf(evidence);
        }
    }

    /** Genuine, and none of our business. */
    record Ignored(String deliveryId, String event, String reason) implements WebhookOutcome {}

    /** The provider checks that we are who we say: answer exactly this. */
    record Handshake(int status, String contentType, String body) implements WebhookOutcome {}

    /**
     * Forged, stale, truncated or of a wrong shape. The sender is told nothing but the status.
     *
     * @param status 400 for a shape that cannot be, 401 for what cannot prove itself, 413 for too large
     * @param reason for our own log, without the body
     */
    record Refused(int status, String reason) implements WebhookOutcome {}
}
