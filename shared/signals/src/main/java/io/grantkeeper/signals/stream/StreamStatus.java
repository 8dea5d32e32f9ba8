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

    /** Returns the value used by the framework. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
