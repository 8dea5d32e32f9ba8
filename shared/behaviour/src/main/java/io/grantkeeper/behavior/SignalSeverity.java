package io.grantkeeper.behavior;

import java.util.Locale;

/** How urgent a signal is. From {@link #MEDIUM} on, someone is notified. */
public enum SignalSeverity {
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL;

    /** Returns the name for JSON. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns whether someone is notified. */
    public boolean notifies() {
        return this != LOW;
    }
}
