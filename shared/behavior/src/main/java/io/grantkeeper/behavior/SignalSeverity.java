package io.grantkeeper.behavior;

import java.util.Arrays;
import java.util.Locale;

/** The urgency of a signal. Someone is notified of signals of {@link #MEDIUM} or higher severity. */
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

    /** Returns the severity that has a stored number; {@link #LOW} if the number is unknown. */
    static SignalSeverity ofCode(long code) {
        return Arrays.stream(values())
                .filter(severity -> severity.code == code)
                .findFirst()
                .orElse(LOW);
    }

    /** Returns the name that is used in JSON. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns whether someone is notified of signals of this severity. */
    public boolean notifies() {
        return this != LOW;
    }
}
