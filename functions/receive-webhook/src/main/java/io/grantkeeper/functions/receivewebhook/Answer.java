package io.grantkeeper.functions.receivewebhook;

/**
 * What a sender is told. Providers take any 2xx for delivered, and try again after a 503.
 *
 * @param body empty, but for handshakes: senders that cannot prove who they are learn nothing
 */
record Answer(int status, String contentType, String body) {
    /** Taken, and durable. */
    static final Answer ACCEPTED = plain(202);
    /** Genuine, and nothing follows from it. */
    static final Answer NOTHING_TO_DO = plain(200);

    static final Answer MALFORMED = plain(400);
    static final Answer NO_SUCH_PLACE = plain(404);
    static final Answer TOO_LARGE = plain(413);
    /** Our own trouble: the sender is to try again. */
    static final Answer TRY_AGAIN = plain(503);

    static Answer plain(int status) {
        return new Answer(status, "text/plain", "");
    }
}
