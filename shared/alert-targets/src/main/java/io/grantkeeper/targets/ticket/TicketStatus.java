package io.grantkeeper.targets.ticket;

import java.util.Locale;

/** The status of a ticket, as Grantkeeper knows it. */
public enum TicketStatus {
    /** A worker is creating the ticket, or was interrupted while creating it. */
    OPENING,
    OPEN,
    /** A person has taken the ticket in the target. */
    ACKNOWLEDGED,
    /**
     * A person closed the ticket in the target, but the finding is still open. This approves nothing: the owner's
     * question and its escalation continue.
     */
    HANDLED,
    /** The finding has ended, and the ticket is closed. */
    CLOSED,
    /** The target does not accept the ticket, for a reason that a retry does not change. */
    REJECTED;

    /** Returns whether the ticket must be closed when its finding ends. */
    public boolean isLive() {
        return switch (this) {
            case OPENING, OPEN, ACKNOWLEDGED, HANDLED -> true;
            case CLOSED, REJECTED -> false;
        };
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
