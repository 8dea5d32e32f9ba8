package io.grantkeeper.aws.sqs;

/** Messages are not on the queue, although they were sent several times; those of the batch not counted here are. */
public final class MessagesNotSentException extends RuntimeException {
    private final int count;

    MessagesNotSentException(int count, String reason) {
        super("%d messages could not be put on the queue: %s".formatted(count, reason));
        this.count = count;
    }

    public int count() {
        return count;
    }
}
