package io.grantkeeper.signals.stream;

import java.util.Locale;

/** The status of a stream. */
public enum StreamStatus {
    /** Signals are delivered. */
    ENABLED,
    /** Signals are stored, but not delivered. */
    PAUSED,
    /** Signals are not stored. */
    DISABLED;

    /** Returns the value that the Shared Signals Framework defines for this status. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
