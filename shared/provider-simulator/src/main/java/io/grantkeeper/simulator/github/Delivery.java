package io.grantkeeper.simulator.github;

import io.grantkeeper.simulator.http.Sender.Receipt;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One webhook message and, once it was sent, what became of it.
 *
 * @param id of this attempt
 * @param guid of the message: the same for every attempt, so receivers tell repeats by it
 * @param payload the exact text that is signed and sent
 */
public record Delivery(
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

    Delivery attempted(long attemptId, boolean again, Instant when, Map<String, String> sent, Receipt answer) {
        return new Delivery(
                attemptId, guid, event, action, payload, repositoryId, again, when, sent, Optional.of(answer));
    }
}
