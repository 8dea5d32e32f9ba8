package io.grantkeeper.signals.stream;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that is still to be delivered.
 *
 * @param destination a stream's id, or a sink's name
 * @param id stable; of a token its {@code jti}
 * @param body what is sent: a signed token, or an event's JSON
 * @param at when it happened; signals of a destination are delivered in this order
 * @param tries how often delivery has failed
 * @param nextTry not before this
 * @param problem why the last try failed
 */
public record PendingSignal(
        String destination, String id, String body, Instant at, int tries, Instant nextTry, Optional<String> problem) {
    public static PendingSignal of(String destination, String id, String body, Instant at) {
        return new PendingSignal(destination, id, body, at, 0, Instant.EPOCH, Optional.empty());
    }

    public PendingSignal failed(Instant newNextTry, String newProblem) {
        return new PendingSignal(destination, id, body, at, tries + 1, newNextTry, Optional.of(newProblem));
    }

    /** As it was before it was tried. */
    public PendingSignal untried() {
        return of(destination, id, body, at);
    }
}
