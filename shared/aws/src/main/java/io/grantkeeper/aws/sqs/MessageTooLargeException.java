package io.grantkeeper.aws.sqs;

/** A message is larger than the queue takes; the others of its batch were sent. */
public final class MessageTooLargeException extends RuntimeException {
    MessageTooLargeException(String type, int bytes, int limit) {
        super("a %s message has %d bytes, over the queue's limit of %d: shorten its partition parameters or cursor"
                .formatted(type, bytes, limit));
    }
}
