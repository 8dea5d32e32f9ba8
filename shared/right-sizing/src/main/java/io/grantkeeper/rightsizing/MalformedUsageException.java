package io.grantkeeper.rightsizing;

/**
 * Thrown for an input line that cannot be answered. The message names the member, its actual value and the expected
 * form.
 */
final class MalformedUsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedUsageException(String message) {
        super(message);
    }
}
