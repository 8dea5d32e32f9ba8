package io.grantkeeper.aws.sqs;

/** Thrown when a message exceeds the queue's size limit. The other messages of its batch were sent. */
public final class MessageTooLargeException extends RuntimeException {
    MessageTooLargeException(String type, int bytes, int limit) {
        super("a %s message has %d bytes, more than the queue's limit of %d: shorten its partition parameters or cursor"
                .formatted(type, bytes, limit));
    }
}
