package io.grantkeeper.signals.stream;

import java.util.Locale;

/** What a stream does. */
public enum StreamStatus {
    /** Signals are delivered. */
    ENABLED,
    /** Signals wait. */
    PAUSED,
    /** Signals are not kept. */
    DISABLED;

    /** As the framework writes it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
