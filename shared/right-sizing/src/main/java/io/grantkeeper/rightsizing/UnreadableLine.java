package io.grantkeeper.rightsizing;

/** A line that cannot be answered; the message names the member, what it looks like and what it should be. */
final class UnreadableLine extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableLine(String message) {
        super(message);
    }
}
