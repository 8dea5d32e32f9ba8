package io.grantkeeper.policy.approval;

/** A request for access cannot be answered so; the message says why, in words for whoever answers. */
public final class CannotAnswerException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    CannotAnswerException(String message) {
        super(message);
    }
}
