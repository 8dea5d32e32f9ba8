package io.grantkeeper.targets.inbound;

import java.time.Instant;

/**
 * A person's action on a ticket in the target.
 *
 * @param key the key with which Grantkeeper opened the ticket
 * @param at when the action occurred, by the target's clock
 */
public record TicketEvent(String key, What what, Instant at) {
    /** The kinds of events. */
    public enum What {
        /** Nobody works on the ticket: it is new, was released, or was reopened. */
        REOPENED,
        ACKNOWLEDGED,
        CLOSED
    }
}
