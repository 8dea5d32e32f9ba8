package io.grantkeeper.identity.alert;

import java.util.Locale;

/** Why an alert is withheld. */
public enum WithheldReason {
    /** It is about what the first complete sweep of a connection found, and nobody has released that yet. */
    BASELINE("part of the first sweep, not released yet"),
    /** Its recipient already received a message within the hour, so it waits for the daily summary. */
    PACE("waits for the daily summary"),
    /** It waits some seconds for others to the same person, so that all of them are in one message. */
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
