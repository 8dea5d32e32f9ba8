package io.grantkeeper.signals.transmit;

/** A sink did not take events. The message says why, without what was sent and without credentials. */
public final class SinkFailedException extends Exception {
    public SinkFailedException(String message) {
        super(message);
    }

    public SinkFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
