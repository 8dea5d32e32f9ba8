package io.grantkeeper.aws.sqs;

/**
 * Thrown when messages could not be sent to the queue after several attempts. The other messages of the batch were
 * sent.
 */
public final class MessagesNotSentException extends RuntimeException {
    private final int count;

    MessagesNotSentException(int count, String reason) {
        super("%d messages could not be sent to the queue: %s".formatted(count, reason));
        this.count = count;
    }

    public int count() {
        return count;
    }
}
