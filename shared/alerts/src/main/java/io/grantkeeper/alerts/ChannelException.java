package io.grantkeeper.alerts;

import java.time.Duration;

/** A channel did not take a message. */
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

    /** It may work later. */
    public static ChannelException unavailable(String message, Duration retryAfter) {
        return new ChannelException(message, false, retryAfter);
    }

    /** It will not work without a change of configuration or recipient. */
    public static ChannelException rejected(String message) {
        return new ChannelException(message, true, Duration.ZERO);
    }

    /** What went wrong, for people; without addresses or secrets. */
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
