package io.grantkeeper.permissions.explain;

/** Thrown if an input line is invalid. The message names the member, its actual value and the expected value. */
public final class InvalidLineException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvalidLineException(String message) {
        super(message);
    }
}
