package io.grantkeeper.behavior;

import java.util.Arrays;
import java.util.Locale;

/** How urgent a signal is. From {@link #MEDIUM} on, someone is notified. */
public enum SignalSeverity {
    LOW(0),
    MEDIUM(1),
    HIGH(2),
    CRITICAL(3);

    private final long code;

    SignalSeverity(long code) {
        this.code = code;
    }

    /** Returns the number that identifies the severity in stored profiles. */
    long code() {
        return code;
    }

    /** Returns the severity with a stored number; {@link #LOW} for an unknown number. */
    static SignalSeverity ofCode(long code) {
        return Arrays.stream(values())
                .filter(severity -> severity.code == code)
                .findFirst()
                .orElse(LOW);
    }

    /** Returns the name for JSON. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns whether someone is notified. */
    public boolean notifies() {
        return this != LOW;
    }
}
