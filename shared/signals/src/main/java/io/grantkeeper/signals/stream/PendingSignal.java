package io.grantkeeper.signals.stream;

import java.time.Instant;
import java.util.Optional;

/**
 * A signal that has not been delivered yet.
 *
 * @param destination a stream's id, or a sink's name
 * @param id an id that never changes; for a token, its {@code jti}
 * @param body the content: a signed token, or an event's JSON
 * @param at when the event happened; the signals of a destination are delivered in the order of these times
 * @param tries the number of failed delivery attempts
 * @param nextTry the earliest time of the next attempt
 * @param problem why the last attempt failed; empty if none failed yet
 */
public record PendingSignal(
        String destination, String id, String body, Instant at, int tries, Instant nextTry, Optional<String> problem) {
    public static PendingSignal of(String destination, String id, String body, Instant at) {
        return new PendingSignal(destination, id, body, at, 0, Instant.EPOCH, Optional.empty());
    }

    public PendingSignal failed(Instant newNextTry, String newProblem) {
        return new PendingSignal(destination, id, body, at, tries + 1, newNextTry, Optional.of(newProblem));
    }

    /** Returns this signal with the number of failed attempts set to zero. */
    public PendingSignal withoutAttempts() {
        return of(destination, id, body, at);
    }
}
