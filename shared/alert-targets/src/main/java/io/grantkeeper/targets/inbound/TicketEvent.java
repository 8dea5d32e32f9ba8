package io.grantkeeper.targets.inbound;

import java.time.Instant;

/**
 * What a person did with a ticket in the target.
 *
 * @param key the key with which Grantkeeper opened the ticket
 * @param at when it happened, by the target's clock
 */
public record TicketEvent(String key, What what, Instant at) {
    /** What happened to the ticket. */
    public enum What {
        /** Nobody works on the ticket: it is new, was released, or was opened again. */
        REOPENED,
        ACKNOWLEDGED,
        CLOSED
    }
}
