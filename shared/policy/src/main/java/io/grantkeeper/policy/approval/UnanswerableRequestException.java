package io.grantkeeper.policy.approval;

/**
 * Thrown when an answer to an access request is not possible. The message explains the reason to the person who
 * answers.
 */
public final class UnanswerableRequestException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    UnanswerableRequestException(String message) {
        super(message);
    }
}
