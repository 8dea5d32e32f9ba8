package io.grantkeeper.rightsizing;

/** Thrown if an input line is invalid. The message names the member, its actual value and the expected form. */
final class MalformedUsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedUsageException(String message) {
        super(message);
    }
}
