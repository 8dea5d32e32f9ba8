package io.grantkeeper.permissions.explain;

/** A line that cannot be answered; the message names the member, what it looks like and what it should be. */
final class BadLine extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadLine(String message) {
        super(message);
    }
}
