package io.grantkeeper.identity.alert;

import java.util.Locale;

/** The reason why an alert is withheld. */
public enum WithheldReason {
    /**
     * The alert is about findings of a connection's first complete sweep, and nobody has released these findings yet.
     */
    BASELINE("part of the first sweep, not released yet"),
    /** The recipient already received a message within the past hour, so the alert waits for the daily summary. */
    PACE("waits for the daily summary"),
    /** The alert waits a few seconds for others to the same person, so that they are sent as one message. */
    GATHERED("about to be sent"),
    QUIET_HOURS("quiet hours"),
    SNOOZED("messages to this person are snoozed"),
    MUTED("the product is muted");

    private final String displayName;

    WithheldReason(String displayName) {
        this.displayName = displayName;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String displayName() {
        return displayName;
    }
}
