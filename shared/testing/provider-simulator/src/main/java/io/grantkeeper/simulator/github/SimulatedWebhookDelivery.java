package io.grantkeeper.simulator.github;

import io.grantkeeper.simulator.http.WebhookSender.Receipt;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A webhook delivery and, once it has been sent, its result.
 *
 * @param id the id of this attempt
 * @param guid the id of the delivery; it is the same for every attempt, so that receivers can detect duplicates
 * @param payload the exact text that is signed and sent
 */
public record SimulatedWebhookDelivery(
        long id,
        String guid,
        String event,
        Optional<String> action,
        String payload,
        Optional<Long> repositoryId,
        boolean redelivery,
        Instant at,
        Map<String, String> headers,
        Optional<Receipt> receipt) {

    byte[] body() {
        return payload.getBytes(StandardCharsets.UTF_8);
    }

    SimulatedWebhookDelivery withAttempt(
            long attemptId, boolean again, Instant when, Map<String, String> sent, Receipt answer) {
        return new SimulatedWebhookDelivery(
                attemptId, guid, event, action, payload, repositoryId, again, when, sent, Optional.of(answer));
    }
}
