package io.grantkeeper.owners.alerts;

import java.time.Duration;

/** Thrown when a channel does not accept a message. */
public final class ChannelException extends Exception {
    private final String reason;
    private final boolean permanent;
    private final Duration retryAfter;

    private ChannelException(String reason, boolean permanent, Duration retryAfter) {
        super(reason);
        this.reason = reason;
        this.permanent = permanent;
        this.retryAfter = retryAfter;
    }

    /** Returns an exception for a failure that may be temporary. */
    public static ChannelException unavailable(String message, Duration retryAfter) {
        return new ChannelException(message, false, retryAfter);
    }

    /** Returns an exception for a failure that persists until the configuration or the recipient changes. */
    public static ChannelException rejected(String message) {
        return new ChannelException(message, true, Duration.ZERO);
    }

    /** Returns the reason for the failure, in plain language and without addresses or secrets. */
    public String reason() {
        return reason;
    }

    public boolean isPermanent() {
        return permanent;
    }

    public Duration retryAfter() {
        return retryAfter;
    }
}
