package io.grantkeeper.targets;

import java.time.Duration;

/** Thrown if a target does not accept a call. The reason contains neither secrets nor the content of the ticket. */
public final class AlertTargetException extends Exception {
    private final String reason;
    private final boolean permanent;
    private final Duration retryAfter;

    private AlertTargetException(String reason, boolean permanent, Duration retryAfter) {
        super(reason);
        this.reason = reason;
        this.permanent = permanent;
        this.retryAfter = retryAfter;
    }

    /**
     * Returns an exception for a failure that may be temporary.
     *
     * @param retryAfter how long the target asks callers to wait; zero if it does not say
     */
    public static AlertTargetException unavailable(String reason, Duration retryAfter) {
        return new AlertTargetException(reason, false, retryAfter);
    }

    /** Returns an exception for a failure that lasts until the configuration or the target changes. */
    public static AlertTargetException rejected(String reason) {
        return new AlertTargetException(reason, true, Duration.ZERO);
    }

    /** Returns the reason in one clause, with the name of the setting to check if there is one. */
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
