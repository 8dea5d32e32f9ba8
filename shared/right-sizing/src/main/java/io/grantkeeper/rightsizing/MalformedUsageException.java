package io.grantkeeper.rightsizing;

/**
 * Signals an input line that cannot be answered. The message names the member, and states its actual and expected form.
 */
final class MalformedUsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedUsageException(String message) {
        super(message);
    }
}
