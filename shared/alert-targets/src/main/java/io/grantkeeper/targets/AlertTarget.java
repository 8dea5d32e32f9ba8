package io.grantkeeper.targets;

import io.grantkeeper.identity.finding.Severity;
import java.util.Locale;
import java.util.Optional;

/**
 * A system outside Grantkeeper that receives findings as tickets or messages. Calls are at-least-once, so each call
 * carries a key that stays the same when the call is repeated.
 */
public interface AlertTarget {
    /** The ways in which a target can prevent a second ticket for the same finding. */
    enum Deduplication {
        /** The target itself ignores a second ticket with the same key. */
        BY_KEY,
        /** The target can be searched for the key. The search runs before a ticket that may exist is created again. */
        BY_SEARCH,
        /**
         * The target does not recognize a key and cannot be searched. If a run is interrupted after the target accepted
         * a message, the message is sent a second time, with the same reference.
         */
        NONE
    }

    /**
     * The properties of a target that do not change.
     *
     * @param id the configured id, for example {@code security-jira}; stored with each ticket
     * @param product the product name that people know, for example {@code Jira}
     * @param deduplication how the target prevents a second ticket for the same finding
     */
    record Definition(String id, String product, Deduplication deduplication) {}

    Definition definition();

    /**
     * Creates a ticket.
     *
     * @param mayExist whether an earlier attempt may have created the ticket; if so, the target looks for it first
     * @return the target's reference to the ticket
     * @throws AlertTargetException if the target does not accept the ticket
     */
    TicketReference open(OutboundAlert alert, boolean mayExist) throws AlertTargetException;

    /**
     * Closes a ticket because its finding has ended. It is not an error if the ticket is already closed.
     *
     * @throws AlertTargetException if the target does not accept the change
     */
    void close(Closing closing) throws AlertTargetException;

    /**
     * Changes the severity of a ticket because the severity of its finding has changed. It is not an error if the
     * ticket is closed or was deleted, or if the target cannot change what it received.
     *
     * @throws AlertTargetException if the target does not accept the change
     */
    void changeSeverity(SeverityChange change) throws AlertTargetException;

    /**
     * A new severity of an open ticket.
     *
     * @param ticket the target's reference to the ticket
     * @param alert the alert, with the key that the ticket was opened with and the new severity
     * @param before the last severity that the target received
     * @param number a number that differs for each change of the same ticket and stays the same when a change is
     *     repeated
     */
    record SeverityChange(TicketReference ticket, OutboundAlert alert, Severity before, long number) {
        /** Returns one sentence that describes the change. */
        public String sentence() {
            return "Grantkeeper changed the severity from %s to %s.".formatted(code(before), code(alert.severity()));
        }

        private static String code(Severity severity) {
            return severity.name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A ticket to close.
     *
     * @param key the key with which the ticket was opened
     * @param ticket the target's reference to the ticket; empty if the worker that opened the ticket was interrupted
     *     before it recorded the reference, so that the ticket may not exist
     * @param title the title with which the ticket was opened
     * @param reason one sentence that says why the finding ended
     */
    record Closing(String key, Optional<TicketReference> ticket, String title, String reason) {}

    /**
     * A target's reference to a ticket.
     *
     * @param id the target's own id, for example {@code SEC-12}
     * @param url the page of the ticket; empty if the target has none
     */
    record TicketReference(String id, Optional<String> url) {
        public static TicketReference of(String id) {
            return new TicketReference(id, Optional.empty());
        }
    }
}
