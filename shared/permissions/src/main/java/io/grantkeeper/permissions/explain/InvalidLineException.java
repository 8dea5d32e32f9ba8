package io.grantkeeper.permissions.explain;

/** Reports an input line that cannot be answered. The message names the member, what it is, and what it must be. */
final class InvalidLineException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidLineException(String message) {
        super(message);
    }
}
